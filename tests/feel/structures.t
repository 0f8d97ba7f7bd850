# Lists, contexts, paths, filters, loops and functions.

case  list of lists
expr  [[1, 2], [3]][1]
gives [1, 2]

case  last element
expr  [1, 2, 3][-1]
gives 3

case  position outside the list
expr  [1, 2][5]
error ERR_VALUE
says  outside the list

case  position outside the list, lenient
expr  [1, 2][5]
mode  lenient
gives null

case  filter on item
expr  [1, 2, 3, 4][item > 2]
gives [3, 4]

case  filter on entries
expr  [{a: 1, b: "x"}, {a: 2, b: "y"}][a = 2].b
gives ["y"]

case  entries shadow names outside
expr  [{a: 1}, {a: 2}][a = x]
with  x = 2
gives [{a: 2}]

case  filter of a single value
expr  1[item = 1]
gives [1]

case  path through a list
expr  [{a: {b: 1}}, {a: {b: 2}}].a.b
gives [1, 2]

case  later entries see earlier ones
expr  {a: 1, b: a + 1, c: a + b}.c
gives 3

case  keys with spaces and signs
expr  {first name: 1, a-b: 2, "x+y": 3}
gives {first name: 1, a-b: 2, "x+y": 3}

case  name with spaces after a dot
expr  {first name: 7}.first name
gives 7

case  entry that does not exist
expr  {a: 1}.b
error ERR_NAME at 1:8
says  has no entry "b"

case  key twice
expr  {a: 1, a: 2}
error ERR_NAME
says  twice

case  for over a list
expr  for x in [1, 2, 3] return x * 2
gives [2, 4, 6]

case  for over numbers
expr  for i in 3..1 return i
gives [3, 2, 1]

case  for over a range
expr  for i in [1..4) return i
gives [1, 2, 3]

case  for over dates
expr  for d in @"2024-02-28"..@"2024-03-01" return d.day
gives [28, 29, 1]

case  for over two lists
expr  for x in [1, 2], y in ["a", "b"] return string(x) + y
gives ["1a", "1b", "2a", "2b"]

case  the inner list may use the outer variable
expr  for x in [[1, 2], [3]], y in x return y
gives [1, 2, 3]

case  partial
expr  for i in 0..4 return if i = 0 then 1 else i * partial[-1]
gives [1, 1, 2, 6, 24]

case  for over half numbers
expr  for i in 1.5..3 return i
error ERR_TYPE
says  whole number

case  some and every
expr  [some x in [1, 2] satisfies x = 2, every x in [1, 2] satisfies x = 2]
gives [true, false]

case  function literal
expr  (function(a, b) a + b)(1, 2)
gives 3

case  function with types
expr  {f: function(a: number, b: string) string(a) + b, r: f(1, "x")}.r
gives "1x"

case  named arguments of a function
expr  {f: function(a, b) a - b, r: f(b: 1, a: 5)}.r
gives 4

case  too few arguments
expr  {f: function(a, b) a, r: f(1)}.r
error ERR_TYPE
says  takes 2 arguments

case  argument of the wrong type
expr  {f: function(a: number) a, r: f("x")}.r
error ERR_TYPE

case  function keeps what it saw
expr  {fs: for i in 1..3 return function(x) x * i, r: [fs[1](10), fs[3](10)]}.r
gives [10, 30]

case  function that calls itself
expr  {f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(30)}.r
gives 265252859812191058636308480000000

case  function that never ends
expr  {f: function(n) f(n + 1), r: f(1)}.r
error ERR_LIMIT
says  nested deeper

case  external function
expr  function(a) external {java: {class: "x"}}
error ERR_SYNTAX
says  not supported

case  endless loop
expr  for i in 1..1e18 return i
error ERR_LIMIT

case  endless nested loop
expr  some i in 1..1e9, j in 1..1e9 satisfies i + j < 0
error ERR_LIMIT
says  steps

case  properties of a date
expr  [@"2024-02-29".year, @"2024-02-29".month, @"2024-02-29".day, @"2024-02-29".weekday]
gives [2024, 2, 29, 4]

case  properties of a duration
expr  [@"P1DT2H3M4S".days, @"P1DT2H3M4S".hours, @"P1DT2H3M4S".minutes, @"P1DT2H3M4S".seconds]
gives [1, 2, 3, 4]

case  properties of a range
expr  [[1..5).start, [1..5).end]
gives [1, 5]

case  whether ends are included
expr  [[1..5).start included, [1..5).end included]
gives [true, false]

case  property that does not exist
expr  @"2024-02-29".jaar
error ERR_NAME
says  no property "jaar"

case  instance of
expr  [1 instance of number, "a" instance of number, [1] instance of list<number>]
gives [true, false, true]

case  instance of context
expr  {a: 1} instance of context<a: number>
gives true

case  instance of with spaces in the type
expr  @"PT1H" instance of days and time duration
gives true

case  type that does not exist
expr  1 instance of getal
error ERR_NAME
says  no type "getal"
