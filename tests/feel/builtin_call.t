# How arguments find their parameters: names, overloads, conversions, unknown values.

case  positional
expr  modulo(10, 4)
gives 2

case  named in another order
expr  modulo(divisor: 4, dividend: 10)
gives 2

case  named range and point keep the order they are written in
expr  [after(range: [5..9], point: 1), after(point: 1, range: [5..9])]
gives [true, false]

case  a name that is no parameter
expr  modulo(a: 10, b: 4)
error ERR_NAME at 1:1
says  Use modulo(dividend: number, divisor: number): number.

case  a name that is no parameter, lenient
expr  modulo(a: 10, b: 4)
mode  lenient
gives null

case  a named parameter that is missing
expr  modulo(dividend: 10)
error ERR_TYPE
says  "modulo" cannot be called with these 1 argument

case  a parameter named twice
expr  modulo(dividend: 10, dividend: 4)
error ERR_TYPE

case  too few
expr  modulo(10)
error ERR_TYPE at 1:1
says  "modulo" cannot be called with 1 argument

case  too many
expr  modulo(10, 4, 2)
error ERR_TYPE
says  "modulo" cannot be called with 3 arguments

case  too many, lenient
expr  modulo(10, 4, 2)
mode  lenient
gives null

case  the wrong type is seen before it runs
expr  upper case(if a then 1 else 2)
with  a = true
error ERR_TYPE at 1:1
says  "upper case" needs string for "string", not number

case  the wrong type is seen when it runs
expr  upper case(x.a)
with  x = {a: [1, 2]}
error ERR_TYPE
says  needs string for "string", not list

case  the wrong kind in an untyped value
expr  upper case(get value(x, "a"))
with  x = {a: 12}
error ERR_TYPE at 1:1
says  "upper case" needs string for "string", not number 12

case  a long value is cut in the message
expr  upper case(get value(x, "a"))
with  x = {a: for i in 1..1000 return i}
error ERR_TYPE
says  not list [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, ...

case  a long text is cut at a whole character
expr  abs(get value(x, "a"))
with  x = {a: "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"}
error ERR_TYPE
says  ééé...

case  a list of one becomes its element
expr  upper case(["a"])
gives "A"

case  a value becomes a list of one
expr  [count("a"), sum(5), reverse(1)]
gives [1, 5, [1]]

case  an empty list is no element
expr  upper case([])
error ERR_TYPE

case  a list of an unknown element
expr  upper case([x])
with  x = null
gives null
why   input "x" is missing

case  lists are not converted where any value goes
expr  string(["a"])
gives "[\"a\"]"

case  every unknown argument is a cause
expr  substring(s, n, m)
with  s = null
with  n = null
with  m = null
gives null
why   input "s" is missing, input "n" is missing, input "m" is missing

case  the same cause counts once
expr  modulo(x, x)
with  x = null
gives null
why   input "x" is missing

case  the literal null has no cause
expr  upper case(null)
gives null

case  an unknown argument does not hide a wrong one
expr  modulo(x, get value(y, "a"))
with  x = null
with  y = {a: "b"}
error ERR_TYPE
says  needs number for "divisor"

case  a built-in as a value
expr  (function(f) f(-1))(abs)
gives 1

case  a function that does not exist
expr  absolute(1)
error ERR_NAME

case  result of an element
expr  max(["a", "b"])
type  string
gives "b"

case  result of mixed arguments
expr  append([1], null, 2)
type  list<number>
gives [1, null, 2]

case  result of lists
expr  concatenate([1], ["a"])
type  list
gives [1, "a"]

case  result of an unknown list
expr  reverse(x)
with  x = null
type  list
gives null
why   input "x" is missing

case  a wrong one among many arguments
expr  concatenate([1], get value(x, "a"), append([1], 2, 3), sum(1, get value(x, "a")))
with  x = {a: "b"}
error ERR_TYPE
says  "sum" needs number for "n", but argument 2 is string "b"

case  functions know their types
expr  [(function(a: number) a + 1) instance of function<number> -> number, (function(a: number) a) instance of function<string> -> number, (function(a: number, b: number) a) instance of function<number> -> number, (function(a: number) a) instance of function<number> -> string]
gives [true, false, false, false]
