case  the answer is JSON
run   ijkpunt decide examples/huishoudelijke-hulp.json | python3 -c 'import json, sys; a = json.load(sys.stdin); print(sorted(a), len(a["beleid"]["sha256"]))'
out   ['beleid', 'peildatum', 'uitkomsten'] 64

case  the answer as text says what is unknown
run   ijkpunt decide examples/huishoudelijke-hulp.json --explain text
out   ...
out   Nog niet bekend
out   ...

case  a request from standard input gives the same answer
run   diff <(ijkpunt decide examples/huishoudelijke-hulp.json) <(ijkpunt decide - < examples/huishoudelijke-hulp.json)
out

case  every fault of a request at once
run   echo '{"beleid": "voorbeeldgemeente"}' | ijkpunt decide -
exit  2
err   peildatum
err   feiten

case  a request that is no JSON
run   echo '{"beleid": ' | ijkpunt decide -
exit  2
err   1:

case  an unknown module
run   echo '{"beleid": "voorbeeldgemeente", "peildatum": "2026-02-09", "feiten": {"nergens": {}}}' | ijkpunt decide -
exit  2
err   nergens

case  an unknown fact
run   echo '{"beleid": "voorbeeldgemeente", "peildatum": "2026-02-09", "feiten": {"huishoudelijke_ondersteuning": {"frekwentie": "wekelijks"}}}' | ijkpunt decide -
exit  2
err   frekwentie

case  no request
run   ijkpunt decide
exit  2

case  no such request
run   ijkpunt decide nowhere.json
exit  4
err   could not open
