# Functions on ranges: each relation, on points, on ranges, and on open ends.

case  before of points
expr  [before(1, 10), before(10, 1), before(5, 5)]
gives [true, false, false]

case  before of a point and a range
expr  [before(1, [2..5]), before(2, [2..5]), before(2, (2..5])]
gives [true, false, true]

case  before of a range and a point
expr  [before([1..5], 6), before([1..5], 5), before([1..5), 5)]
gives [true, false, true]

case  before of ranges
expr  [before([1..5], [6..9]), before([1..5], [5..9]), before([1..5), [5..9]), before([1..5], (5..9])]
gives [true, false, true, true]

case  before of a range without end
expr  [before((> 5), 10), before((< 5), 10), before((< 5), [5..6])]
gives [false, true, true]

case  before by name
expr  [before(point1: 1, point2: 2), before(point: 1, range: [2..3]), before(range1: [1..2], range2: [3..4])]
gives [true, true, true]

case  before of unknown
expr  before(x, [1..2])
with  x = null
gives null
why   input "x" is missing

case  before of an end that is unknown
expr  before(5, [x..9])
with  x = null
gives null
why   input "x" is missing

case  before of a number and a text
expr  before(1, "a")
error ERR_TYPE
says  "before" cannot compare number 1 with string "a"

case  before of a number and dates, lenient
expr  before(1, [@"2025-01-01"..@"2025-12-31"])
mode  lenient
gives null

case  before of a boolean
expr  before(true, 1)
error ERR_TYPE at 1:1

case  after
expr  [after(10, 5), after(5, 10), after(12, [1..10]), after(10, [1..10)), after(10, [1..10])]
gives [true, false, true, true, false]

case  after of ranges
expr  [after([11..20], [1..10]), after([1..10], [11..20]), after((11..20], [1..11])]
gives [true, false, true]

case  after of a range and a point
expr  [after([11..20], 10), after((11..20], 11), after([11..20], 11)]
gives [true, true, false]

case  after by name
expr  after(range: [5..9], point: 1)
gives true

case  after of dates
expr  after(@"2025-07-01", [@"2025-01-01"..@"2025-06-30"])
gives true

case  meets
expr  [meets([1..5], [5..10]), meets([1..5), [5..10]), meets([1..5], (5..10]), meets([1..5], [6..10])]
gives [true, false, false, false]

case  meets by name
expr  meets(range2: [5..10], range1: [1..5])
gives true
type  boolean

case  meets of ranges without end
expr  meets((>= 1), [1..5])
gives false

case  met by
expr  [met by([5..10], [1..5]), met by([5..10], [1..5)), met by((5..10], [1..5]), met by([6..10], [1..5])]
gives [true, false, false, false]

case  overlaps
expr  [overlaps([1..5], [3..8]), overlaps([3..8], [1..5]), overlaps([1..8], [3..5]), overlaps([1..5], [6..8]), overlaps([1..5], [5..8]), overlaps([1..5), [5..8])]
gives [true, true, true, false, true, false]

case  overlaps without ends
expr  [overlaps((< 5), (> 3)), overlaps((< 3), (> 5)), overlaps((> 1), (> 5))]
gives [true, false, true]

case  overlaps of a point
expr  overlaps(1, [1..5])
error ERR_TYPE
says  "overlaps" needs range for "range1", not number

case  overlaps before
expr  [overlaps before([1..5], [3..8]), overlaps before([1..5], [6..8]), overlaps before([1..5], [5..8]), overlaps before([1..5), (1..5]), overlaps before([1..5], [1..5])]
gives [true, false, true, true, false]

case  overlaps after
expr  [overlaps after([3..8], [1..5]), overlaps after([6..8], [1..5]), overlaps after([5..8], [1..5]), overlaps after((1..5], [1..5]), overlaps after([1..5], [1..5])]
gives [true, false, true, true, false]

case  finishes of a point
expr  [finishes(10, [1..10]), finishes(10, [1..10)), finishes(9, [1..10])]
gives [true, false, false]

case  finishes of ranges
expr  [finishes([5..10], [1..10]), finishes([5..10), [1..10]), finishes([5..10), [1..10)), finishes([1..10], [5..10]), finishes((1..10], [1..10])]
gives [true, false, true, false, true]

case  finished by
expr  [finished by([1..10], 10), finished by([1..10), 10), finished by([1..10], [5..10]), finished by([5..10], [1..10])]
gives [true, false, true, false]

case  includes
expr  [includes([1..10], 5), includes([1..10], 10), includes([1..10), 10), includes([1..10], [4..6]), includes([1..10), [5..10]), includes((1..10], [1..5])]
gives [true, true, false, true, false, false]

case  includes without end
expr  [includes((> 0), 5), includes((> 0), [1..5]), includes([1..5], (> 0))]
gives [true, true, false]

case  during
expr  [during(5, [1..10]), during(1, (1..10]), during([4..6], [1..10]), during([1..10], [1..10]), during([1..10], (1..10])]
gives [true, false, true, true, false]

case  during by name
expr  during(range1: [4..6], range2: [1..10])
gives true

case  starts of a point
expr  [starts(1, [1..10]), starts(1, (1..10]), starts(2, [1..10])]
gives [true, false, false]

case  starts of ranges
expr  [starts([1..5], [1..10]), starts((1..5], [1..10]), starts([1..10], [1..5]), starts([1..10], [1..10])]
gives [true, false, false, true]

case  started by
expr  [started by([1..10], 1), started by((1..10], 1), started by([1..10], [1..5]), started by([1..5], [1..10])]
gives [true, false, true, false]

case  coincides
expr  [coincides(5, 5), coincides(5, 4), coincides([1..5], [1..5]), coincides((1..5), [1..5])]
gives [true, false, true, false]

case  coincides without end
expr  [coincides((> 5), (> 5)), coincides((> 5), (>= 5)), coincides((> 5), (< 5))]
gives [true, false, false]

case  coincides of a point and a range
expr  coincides(5, [5..5])
error ERR_TYPE

case  coincides of times in two zones
expr  coincides(@"2025-01-01T12:00:00Z", @"2025-01-01T13:00:00+01:00")
gives true

case  before of everything but one value
expr  before(1, (!= 5))
error ERR_TYPE
says  "before" needs ranges with ends, not range (!= 5)
