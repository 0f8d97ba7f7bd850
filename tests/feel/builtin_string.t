# String functions. Positions and lengths count code points.

case  substring from a position
expr  substring("foobar", 3)
gives "obar"
type  string

case  substring of a length
expr  substring("foobar", 3, 3)
gives "oba"

case  substring from the end
expr  substring("foobar", -2, 1)
gives "a"

case  substring of all
expr  substring("foobar", -6, 6)
gives "foobar"

case  substring counts code points
expr  substring("\U01F40Eéa", 2, 1)
gives "é"

case  substring takes what is there
expr  substring("foobar", 5, 100)
gives "ar"

case  substring of length zero
expr  substring("foobar", 3, 0)
gives  ""

case  substring cuts fractions off
expr  substring("foobar", 3, 3.8)
gives "oba"

case  substring by name
expr  substring(start position: 3, string: "foobar", length: 2)
gives "ob"

case  substring at position zero
expr  substring("foobar", 0)
error ERR_VALUE at 1:1
says  "substring" has no position 0 in a string of length 6

case  substring past the end
expr  substring("foobar", 7)
error ERR_VALUE
says  has no position 7

case  substring past the beginning
expr  substring("foobar", -7)
error ERR_VALUE
says  has no position -7

case  substring past the end, lenient
expr  substring("foobar", 7)
mode  lenient
gives null

case  substring of negative length
expr  substring("foobar", 1, -1)
error ERR_VALUE
says  negative length

case  substring of unknown
expr  substring(s, 1)
with  s = null
gives null
why   input "s" is missing

case  substring of an unknown length
expr  substring("abc", 1, n)
with  n = null
gives null
why   input "n" is missing

case  string length counts code points
expr  string length("\U01F40Eab")
gives 3
type  number

case  string length of nothing
expr  string length("")
gives 0

case  string length by name
expr  string length(string: "xyz")
gives 3

case  string length of unknown
expr  string length(s)
with  s = null
gives null
why   input "s" is missing

case  string length of a number
expr  string length(12)
error ERR_TYPE
says  "string length" needs string for "string", not number

case  upper case
expr  upper case("aBc4é")
gives "ABC4É"

case  upper case may need more letters
expr  upper case("straße")
gives "STRASSE"

case  upper case by name
expr  upper case(string: "a")
gives "A"

case  lower case
expr  lower case("aBc4É")
gives "abc4é"

case  lower case of unknown
expr  lower case(s)
with  s = null
gives null
why   input "s" is missing

case  substring before
expr  substring before("foobar", "bar")
gives "foo"

case  substring before what is not there
expr  substring before("foobar", "x")
gives  ""

case  substring before nothing
expr  substring before("foobar", "")
gives  ""

case  substring before by name
expr  substring before(match: "o", string: "foobar")
gives "f"

case  substring after
expr  substring after("foobar", "o")
gives "obar"

case  substring after what is not there
expr  substring after("foobar", "x")
gives  ""

case  substring after nothing
expr  substring after("foobar", "")
gives "foobar"

case  substring after unknown
expr  substring after("foobar", s)
with  s = null
gives null
why   input "s" is missing

case  contains
expr  [contains("foobar", "oba"), contains("foobar", "obx")]
gives [true, false]

case  contains nothing
expr  contains("foobar", "")
gives true

case  contains by name
expr  contains(match: "b", string: "foobar")
gives true
type  boolean

case  contains of unknown and unknown
expr  contains(a, b)
with  a = null
with  b = null
gives null
why   input "a" is missing, input "b" is missing

case  contains of a list of one text
expr  contains(["foobar"], "bar")
gives true

case  starts with
expr  [starts with("foobar", "fo"), starts with("foobar", "bar")]
gives [true, false]

case  starts with by name
expr  starts with(string: "foobar", match: "f")
gives true

case  ends with
expr  [ends with("foobar", "bar"), ends with("foobar", "fo")]
gives [true, false]

case  ends with a longer text
expr  ends with("r", "foobar")
gives false

case  ends with unknown
expr  ends with("r", s)
with  s = null
gives null
why   input "s" is missing

case  string join
expr  string join(["a", "b", "c"])
gives "abc"

case  string join with a delimiter
expr  string join(["a", "b", "c"], " en ")
gives "a en b en c"

case  string join leaves nulls out
expr  string join(["a", null, "c"], "-")
gives "a-c"

case  string join of only nulls
expr  string join([null, null], "-")
gives  ""

case  string join of nothing
expr  string join([], "-")
gives  ""

case  string join with no delimiter
expr  string join(["a", "b"], null)
gives "ab"

case  string join of one text
expr  string join("a", "X")
gives "a"

case  string join by name
expr  string join(delimiter: ",", list: ["a", "b"])
gives "a,b"

case  string join of numbers
expr  string join([1, 2], ",")
error ERR_TYPE
says  "string join" needs list<string> for "list"

case  string join of mixed values
expr  string join(["a", x], ",")
with  x = [2]
error ERR_TYPE
says  but element 2 is list [2]

case  string join of an unknown list
expr  string join(l, ",")
with  l = null
gives null
why   input "l" is missing

case  string join that grows beyond memory
expr  string length(string join(for i in 1..30000 return s, s))
with  s = string join(for i in 1..1000 return "0123456789")
error ERR_LIMIT
says  more memory than is allowed
