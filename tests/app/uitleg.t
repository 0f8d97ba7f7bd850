# How an outcome explains itself: uitleg.dmn here, whole output.

case  everything known
run   echo '{"kamers": 3, "netwerk": "sterk"}' | ijkpunt eval tests/app/uitleg.dmn --decision totaal --explain text -
out   124
out
out   basis = 154 minuten_per_week
out       {Basis}: 3 kamers is 154 minuten.
out            100  =  100
out       +    kamers * 18  =  54
out       Bron: Normenkader, bijlage 1 (letterlijk)
out   korting = -30
out       tabel COLLECT: aantal kamers = 3, netwerk = "sterk"
out            1  raak; sterk netwerk
out                 Het netwerk is sterk.
out                 Bron: Beleidsregels, art. 5 (eigen)
out            2  mis: aantal kamers is 3, gevraagd: < 2
out   totaal = 124
out            basis  =  154
out       +    korting  =  -30

case  one fact unknown
run   echo '{"kamers": 3}' | ijkpunt eval tests/app/uitleg.dmn --decision totaal --explain text -
out   null
out
out   basis = 154 minuten_per_week
out       {Basis}: 3 kamers is 154 minuten.
out            100  =  100
out       +    kamers * 18  =  54
out       Bron: Normenkader, bijlage 1 (letterlijk)
out   korting = onbekend
out       onbekend door: netwerk
out       tabel COLLECT: aantal kamers = 3, netwerk = onbekend
out            1  onbekend: netwerk is onbekend, gevraagd: "sterk"
out            2  mis: aantal kamers is 3, gevraagd: < 2
out   totaal = onbekend
out       onbekend door: netwerk
out            basis  =  154
out       +    korting  =  onbekend

case  every fact unknown
run   echo '{}' | ijkpunt eval tests/app/uitleg.dmn --decision totaal --explain text -
out   null
out
out   basis = onbekend
out       {Basis}: onbekend kamers is onbekend minuten.
out       onbekend door: kamers
out            100  =  100
out       +    kamers * 18  =  onbekend
out       Bron: Normenkader, bijlage 1 (letterlijk)
out   korting = onbekend
out       onbekend door: netwerk, kamers
out       tabel COLLECT: aantal kamers = onbekend, netwerk = onbekend
out            1  onbekend: netwerk is onbekend, gevraagd: "sterk"
out            2  onbekend: aantal kamers is onbekend, gevraagd: < 2
out   totaal = onbekend
out       onbekend door: netwerk, kamers
out            basis  =  onbekend
out       +    korting  =  onbekend

case  a rule that missed, as JSON
run   echo '{"kamers": 1, "netwerk": "zwak"}' | ijkpunt eval tests/app/uitleg.dmn --decision totaal --explain json - | python3 -m json.tool --no-ensure-ascii
out   {
out       "uitkomst": 103,
out       "uitleg": [
out           {
out               "beslissing": "basis",
out               "id": "d_basis",
out               "waarde": 118,
out               "eenheid": "minuten_per_week",
out               "invoer": {
out                   "kamers": 1
out               },
out               "stappen": [
out                   {
out                       "teken": "",
out                       "tekst": "100",
out                       "waarde": 100
out                   },
out                   {
out                       "teken": "+",
out                       "tekst": "kamers * 18",
out                       "waarde": 18
out                   }
out               ],
out               "bron": [
out                   {
out                       "document": "Normenkader",
out                       "plaats": "bijlage 1",
out                       "regel": "R1",
out                       "herkomst": "letterlijk",
out                       "opmerking": "per week"
out                   }
out               ],
out               "tekst": "{Basis}: 1 kamers is 118 minuten."
out           },
out           {
out               "beslissing": "korting",
out               "id": "d_korting",
out               "waarde": -15,
out               "invoer": {
out                   "kamers": 1,
out                   "netwerk": "zwak"
out               },
out               "tabellen": [
out                   {
out                       "trefferbeleid": "COLLECT",
out                       "samenvoegen": "SUM",
out                       "invoer": [
out                           {
out                               "kolom": "aantal kamers",
out                               "waarde": 1
out                           },
out                           {
out                               "kolom": "netwerk",
out                               "waarde": "zwak"
out                           }
out                       ],
out                       "regels": [
out                           {
out                               "regel": 1,
out                               "id": "R2_sterk",
out                               "uitkomst": "mis",
out                               "kolom": "netwerk",
out                               "cel": "\"sterk\"",
out                               "waarde": "zwak"
out                           },
out                           {
out                               "regel": 2,
out                               "id": "R3_klein",
out                               "uitkomst": "raak",
out                               "aantekening": [
out                                   "klein huis"
out                               ]
out                           }
out                       ],
out                       "waarde": -15
out                   }
out               ]
out           },
out           {
out               "beslissing": "totaal",
out               "id": "d_totaal",
out               "waarde": 103,
out               "invoer": {
out                   "basis": 118,
out                   "korting": -15
out               },
out               "stappen": [
out                   {
out                       "teken": "",
out                       "tekst": "basis",
out                       "waarde": 118
out                   },
out                   {
out                       "teken": "+",
out                       "tekst": "korting",
out                       "waarde": -15
out                   }
out               ]
out           }
out       ]
out   }
