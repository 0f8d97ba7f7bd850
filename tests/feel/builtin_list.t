# List functions. Positions count from 1, and from the end when negative.

case  list contains
expr  [list contains([1, 2, 3], 2), list contains([1, 2, 3], 4)]
gives [true, false]

case  list contains null
expr  [list contains([1, null], null), list contains([1, 2], null)]
gives [true, false]

case  list contains looks at kind and value
expr  [list contains(["1"], 1), list contains([1.0], 1), list contains([[1]], [1])]
gives [false, true, true]

case  list contains in one value
expr  list contains("a", "a")
gives true

case  list contains by name
expr  list contains(element: 2, list: [1, 2])
gives true
type  boolean

case  list contains in unknown
expr  list contains(l, 1)
with  l = null
gives null
why   input "l" is missing

case  count
expr  [count([1, 2, 3]), count([]), count([null]), count("a")]
gives [3, 0, 1, 1]
type  list<number>

case  count by name
expr  count(list: [1, 2])
gives 2

case  count of unknown
expr  count(l)
with  l = null
gives null
why   input "l" is missing

case  count of two arguments
expr  count(1, 2)
error ERR_TYPE at 1:1
says  "count" cannot be called with 2 arguments

case  sublist
expr  sublist([4, 5, 6], 1, 2)
gives [4, 5]
type  list<number>

case  sublist to the end
expr  sublist([4, 5, 6], 2)
gives [5, 6]

case  sublist from the end
expr  sublist([4, 5, 6], -2)
gives [5, 6]

case  sublist of nothing
expr  sublist([4, 5, 6], 2, 0)
gives []

case  sublist by name
expr  sublist(length: 1, start position: 2, list: [4, 5, 6])
gives [5]

case  sublist past the end
expr  sublist([4, 5, 6], 4)
error ERR_VALUE at 1:1
says  "sublist" has no position 4 in a list of 3

case  sublist at position zero
expr  sublist([4, 5, 6], 0)
error ERR_VALUE
says  has no position 0

case  sublist longer than the list
expr  sublist([4, 5, 6], 2, 3)
error ERR_VALUE
says  "sublist" cannot take 3 elements: from there the list has 2

case  sublist of negative length
expr  sublist([4, 5, 6], 2, -1)
error ERR_VALUE

case  sublist past the end, lenient
expr  sublist([4, 5, 6], 4)
mode  lenient
gives null

case  sublist at a huge position
expr  sublist([4, 5, 6], 1e30)
error ERR_VALUE
says  has no position 1000000000000000000000000000000

case  append
expr  append([1], 2, [3])
gives [1, 2, [3]]

case  append null
expr  append([1], null)
gives [1, null]

case  append to a value
expr  append(1, 2)
gives [1, 2]
type  list<number>

case  append of another kind
expr  append([1], "a")
gives [1, "a"]
type  list

case  append to unknown
expr  append(l, 1)
with  l = null
gives null
why   input "l" is missing

case  append of nothing
expr  append([1])
error ERR_TYPE

case  concatenate
expr  concatenate([1, 2], [3])
gives [1, 2, 3]
type  list<number>

case  concatenate with nothing
expr  concatenate([1], [], [])
gives [1]

case  concatenate values
expr  concatenate([1], 2, [3])
gives [1, 2, 3]

case  concatenate nested lists
expr  concatenate([[1]], [[2], 3])
gives [[1], [2], 3]

case  concatenate with unknown
expr  concatenate([1], l)
with  l = null
gives null
why   input "l" is missing

case  concatenate of nothing
expr  concatenate()
error ERR_TYPE

case  insert before
expr  insert before([1, 3], 1, 2)
gives [2, 1, 3]
type  list<number>

case  insert before the last
expr  insert before([1, 3], -1, 2)
gives [1, 2, 3]

case  insert null
expr  insert before([1], 1, null)
gives [null, 1]

case  insert before by name
expr  insert before(newItem: 2, position: 2, list: [1, 3])
gives [1, 2, 3]

case  insert before a place that is not there
expr  insert before([1, 3], 3, 2)
error ERR_VALUE
says  "insert before" has no position 3 in a list of 2

case  insert at an unknown place
expr  insert before([1], p, 2)
with  p = null
gives null
why   input "p" is missing

case  remove
expr  remove([1, 2, 3], 2)
gives [1, 3]
type  list<number>

case  remove from the end
expr  remove([1, 2, 3], -1)
gives [1, 2]

case  remove the only one
expr  remove([1], 1)
gives []

case  remove by name
expr  remove(position: 1, list: [1, 2])
gives [2]

case  remove what is not there
expr  remove([1], 2)
error ERR_VALUE
says  "remove" has no position 2 in a list of 1

case  remove from unknown
expr  remove(l, 1)
with  l = null
gives null
why   input "l" is missing

case  list replace at a position
expr  list replace([1, 2, 3], 2, 4)
gives [1, 4, 3]
type  list<number>

case  list replace from the end
expr  list replace([1, 2, 3], -1, 4)
gives [1, 2, 4]

case  list replace by null
expr  list replace([1, 2], 1, null)
gives [null, 2]

case  list replace what matches
expr  list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)
gives [5, 5, 7, 8]

case  list replace by name
expr  list replace(newItem: 0, match: function(item, newItem) item = 2, list: [1, 2])
gives [1, 0]

case  list replace at position zero
expr  list replace([1, 2, 3], 0, 4)
error ERR_VALUE
says  "list replace" has no position 0 in a list of 3

case  list replace by no boolean
expr  list replace([1], function(item, newItem) item, 5)
error ERR_TYPE
says  the function given to "list replace" must return a boolean, not number 1

case  list replace by what is unknown
expr  list replace([x], function(item, newItem) item > 1, 5)
with  x = null
gives null
why   input "x" is missing

case  reverse
expr  reverse([1, 2, 3])
gives [3, 2, 1]
type  list<number>

case  reverse of nothing
expr  reverse([])
gives []

case  reverse by name
expr  reverse(list: ["a", "b"])
gives ["b", "a"]

case  index of
expr  index of([1, 2, 3, 2], 2)
gives [2, 4]
type  list<number>

case  index of null
expr  index of([1, null, null], null)
gives [2, 3]

case  index of what is not there
expr  index of(["a"], "b")
gives []

case  index of by name
expr  index of(match: 2, list: [1, 2])
gives [2]

case  union
expr  union([1, 2], [2, 3], [3, 1])
gives [1, 2, 3]
type  list<number>

case  union of unknown
expr  union([1], l)
with  l = null
gives null
why   input "l" is missing

case  distinct values
expr  distinct values([1, 2, 1.0, 3, 2])
gives [1, 2, 3]
type  list<number>

case  distinct values of all kinds
expr  distinct values([1, "1", null, null, true, true, [1], [1], {a: 1, b: 2}, {b: 2, a: 1}])
gives [1, "1", null, true, [1], {a: 1, b: 2}]

case  distinct values of moments
expr  count(distinct values([@"2025-01-01T12:00:00Z", @"2025-01-01T13:00:00+01:00", @"2025-01-01T12:00:00"]))
gives 2

case  distinct values of times
expr  count(distinct values([@"12:00:00Z", @"13:00:00+01:00", @"12:00:00"]))
gives 2

case  distinct values of ranges and durations
expr  distinct values([[1..2], [1..2], @"P12M", @"P1Y", @"PT24H", @"P1D"])
gives [[1..2], @"P1Y", @"P1D"]

case  distinct values by name
expr  distinct values(list: [1, 1])
gives [1]

case  distinct values of many
expr  count(distinct values(for i in 1..100000 return modulo(i, 50000)))
gives 50000

case  distinct values of many contexts
expr  count(distinct values(for i in 1..20000 return {a: modulo(i, 100), b: "x"}))
gives 100

case  flatten
expr  flatten([[1, 2], [[3]], 4])
gives [1, 2, 3, 4]
type  list

case  flatten keeps contexts and nulls
expr  flatten([null, [{a: [1]}]])
gives [null, {a: [1]}]

case  flatten by name
expr  flatten(list: [[1]])
gives [1]
type  list<number>

case  flatten of unknown
expr  flatten(l)
with  l = null
gives null
why   input "l" is missing

case  flatten of what is too deep
expr  flatten(for i in 1..1000 return [partial])
error ERR_LIMIT

case  flatten of what doubles without end
expr  count(flatten((for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]])[40]))
error ERR_LIMIT

case  sort
expr  sort([3, 1, 5, 4], function(x, y) x < y)
gives [1, 3, 4, 5]
type  list<number>

case  sort downwards
expr  sort([3, 1, 5, 4], function(x, y) x > y)
gives [5, 4, 3, 1]

case  sort of texts
expr  sort(["b", "A", "a", "10", "9"], function(x, y) x < y)
gives ["10", "9", "A", "a", "b"]

case  sort keeps equals in order
expr  (sort([{k: 2, n: 1}, {k: 1, n: 2}, {k: 2, n: 3}, {k: 1, n: 4}], function(x, y) x.k < y.k)).n
gives [2, 4, 1, 3]

case  sort of nothing
expr  sort([], function(x, y) x < y)
gives []

case  sort by a built-in
expr  sort([3, 1, 2], before)
gives [1, 2, 3]

case  sort by name
expr  sort(precedes: function(x, y) x < y, list: [2, 1])
gives [1, 2]

case  sort of unknown
expr  sort(l, function(x, y) x < y)
with  l = null
gives null
why   input "l" is missing

case  sort with an unknown element
expr  sort([3, x, 1], function(x, y) x < y)
with  x = null
gives null
why   input "x" is missing

case  sort by no boolean
expr  sort([3, 1], function(x, y) x)
error ERR_TYPE
says  the function given to "sort" must return a boolean, not number

case  sort by what is no function
expr  sort([3, 1], "up")
error ERR_TYPE
says  "sort" needs function for "precedes", not string

case  sort of many
expr  (sort(for i in 1..50000 return modulo(i * 7919, 50021), function(x, y) x < y))[1]
gives 1

case  distinct values of many times in a zone
expr  count(distinct values(for i in 0..20000 return time("00:00:00Z") + duration("PT1S") * i))
gives 20001

case  distinct values of many large contexts
expr  count(distinct values(for i in 1..20000 return {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, x: 9, j: 10, k: i}))
gives 20000

case  distinct values that differ where no hash looks
expr  count(distinct values(for i in 1..20000 return [[[[i]]]]))
error ERR_LIMIT

case  list contains in a large list, many times
expr  count(for i in 1..10000 return list contains(l, -i))
with  l = for i in 1..100000 return i
error ERR_LIMIT
