# What the runner itself promises: one case per kind of line.

case  a value is compared with its type
expr  1 + 1
gives 2

case  inputs are evaluated in order
expr  b * 2
with  a = 3
with  b = a + 1
gives 8

case  an expression goes on until the next key
expr  if a
      then 1
      else 2
with  a = true
gives 1

case  a name may hold spaces
expr  aantal uren + 1
with  aantal uren = 2
gives 3

case  onbekend inkomen blijft onbekend
expr  inkomen * 0.05
with  inkomen = null
gives null
why   input "inkomen" is missing

case  a cell tests its value
tests [1..3], 7
with  ? = 7
gives true

case  strict: division by zero is an error
expr  1 / 0
error ERR_VALUE

case  lenient: division by zero is null
expr  1 / 0
mode  lenient
gives null

case  the printed form
expr  [1, "a"]
text  [1, "a"]
