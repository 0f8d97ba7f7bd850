case  one decision
run   echo '{"a": 3, "b": "x"}' | ijkpunt eval tests/dmn/hit_policies.dmn --decision eerste -
out   1

case  every decision
run   echo '{"a": 3, "b": "x"}' | ijkpunt eval tests/dmn/ok.dmn -
out   ...

case  an explanation as JSON
run   echo '{"a": 3, "b": "x"}' | ijkpunt eval tests/dmn/hit_policies.dmn --decision eerste --explain json - | python3 -c 'import json, sys; a = json.load(sys.stdin); print(a["uitkomst"], a["uitleg"][0]["tabellen"][0]["regels"][0]["uitkomst"])'
out   1 raak

case  an explanation as text
run   echo '{"a": 3, "b": "x"}' | ijkpunt eval tests/dmn/hit_policies.dmn --decision eerste --explain text -
out   1
out   ...

case  unknown inputs are named
run   ijkpunt eval tests/dmn/hit_policies.dmn --decision eerste --explain json
out   ...
not   raak"},

case  no such decision
run   ijkpunt eval tests/dmn/hit_policies.dmn --decision nope
exit  2
err   the model has no decision "nope"

case  no such service
run   ijkpunt eval tests/dmn/hit_policies.dmn --service nope
exit  2
err   nope

case  no such file
run   ijkpunt eval nowhere.dmn
exit  4
err   could not open

case  input of the wrong type
run   echo '{"a": "q"}' | ijkpunt eval tests/dmn/hit_policies.dmn --decision eerste -
exit  2
err   is not number

case  input that is no object
run   echo '[]' | ijkpunt eval tests/dmn/hit_policies.dmn -
exit  2
err   must be an object

case  a key that occurs twice
run   echo '{"a": 1, "a": 2}' | ijkpunt eval tests/dmn/hit_policies.dmn -
exit  2
err   "a"

case  a model that does not load
run   ijkpunt eval tests/dmn/cycle.dmn
exit  3
err   the requirements form a circle

case  not a model
run   ijkpunt eval README.md
exit  3
err   README.md
