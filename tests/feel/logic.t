# Three-valued logic: an unknown side decides nothing, a known one may decide all.

case  and
expr  [true and true, true and false, false and false]
gives [true, false, false]

case  or
expr  [true or false, false or false]
gives [true, false]

case  false decides and
expr  a and false
with  a = null
gives false

case  true decides or
expr  a or true
with  a = null
gives true

case  unknown and true
expr  a and true
with  a = null
gives null
why   input "a" is missing

case  both unknown
expr  a or b
with  a = null
with  b = null
gives null
why   input "a" is missing, input "b" is missing

case  not of unknown
expr  not(a)
with  a = null
gives null
why   input "a" is missing

case  number in and
expr  1 and true
error ERR_TYPE
says  must be boolean

case  number in and, lenient
expr  1 and true
mode  lenient
gives null

case  number beside false, lenient
expr  1 and false
mode  lenient
gives false

case  comparison with unknown
expr  a > 3
with  a = null
gives null
why   input "a" is missing

case  equality with unknown has no answer
expr  a = "zwak"
with  a = null
gives null
why   input "a" is missing

case  inequality with unknown has no answer
expr  a != "zwak"
with  a = null
gives null

case  equality with unknown, lenient
expr  a = "zwak"
with  a = null
mode  lenient
gives false

case  asking whether something is unknown
expr  a = null
with  a = null
gives true

case  asking whether something is known
expr  a != null
with  a = 1
gives true

case  null equals null
expr  null = null
gives true

case  null is not one
expr  null = 1
gives false

case  sum with unknown
expr  a + b
with  a = 1
with  b = null
gives null
why   input "b" is missing

case  if on unknown
expr  if a then 1 else 2
with  a = null
gives null
why   input "a" is missing

case  if on unknown, lenient
expr  if a then 1 else 2
with  a = null
mode  lenient
gives 2

case  branch not taken does not matter
expr  if true then 1 else a
with  a = null
gives 1

case  between decided by one bound
expr  5 between a and 3
with  a = null
gives false

case  between undecided
expr  5 between a and 7
with  a = null
gives null
why   input "a" is missing

case  in with unknown
expr  a in ("x", "y")
with  a = null
gives null
why   input "a" is missing

case  some decided by a known element
expr  some x in [1, a] satisfies x > 0
with  a = null
gives true

case  some undecided
expr  some x in [-1, a] satisfies x > 0
with  a = null
gives null
why   input "a" is missing

case  every decided by a known element
expr  every x in [-1, a] satisfies x > 0
with  a = null
gives false

case  filter with unknown condition
expr  count([1, a, 3][item > 2])
with  a = null
gives null
why   input "a" is missing

case  filter with unknown condition, lenient
expr  [1, a, 3][item > 2]
with  a = null
mode  lenient
gives [3]

case  filter that asks first
expr  [1, a, 3][item != null and item > 2]
with  a = null
gives [3]

case  unknown named by the policy
expr  1 + onbekend("parameters.m.x")
gives null
why   input "parameters.m.x" is missing
