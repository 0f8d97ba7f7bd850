# Patterns are those of XPath: matches, replace, split.

case  matches a part
expr  matches("banana", "[a-z]{3}")
gives true
type  boolean

case  matches all
expr  matches("banana", "^[a-z]{3}$")
gives false

case  matches by name
expr  matches(pattern: "^b", input: "banana", flags: "i")
gives true

case  matches with null flags
expr  matches("banana", "ban", null)
gives true

case  matches of unknown
expr  matches(s, "a")
with  s = null
gives null
why   input "s" is missing

case  matches with an unknown pattern
expr  matches("a", p)
with  p = null
gives null
why   input "p" is missing

case  matches of a list
expr  matches("a", [])
error ERR_TYPE

case  a dutch postcode
expr  [matches("1234 AB", "^[1-9]\d{3} ?[A-Z]{2}$"), matches("0234 AB", "^[1-9]\d{3} ?[A-Z]{2}$")]
gives [true, false]

case  flag i
expr  matches("BANANA", "nan", "i")
gives true

case  flag i folds as Unicode does
expr  matches("\u212A", "k", "i")
gives true

case  flag m
expr  [matches("a\nb", "^b$"), matches("a\nb", "^b$", "m")]
gives [false, true]

case  flag s
expr  [matches("a\nb", "a.b"), matches("a\nb", "a.b", "s")]
gives [false, true]

case  flag x
expr  matches("hello world", "he ll o[ ]worl d", "x")
gives true

case  flag x inside an escape
expr  matches("hello world", "hello\ sworld", "x")
gives true

case  flag q takes the pattern as it is
expr  [matches("a.b", "a.b", "q"), matches("axb", "a.b", "q")]
gives [true, false]

case  a flag that does not exist
expr  matches("a", "a", "p")
error ERR_SYNTAX at 1:1
says  flags may be s, m, i, x and q only

case  a flag that does not exist, lenient
expr  matches("a", "a", "p")
mode  lenient
gives null

case  the end is the very end
expr  matches("a\n", "a$")
gives false

case  a dot is no line end
expr  [matches("\n", "^.$"), matches("\r", "^.$")]
gives [false, false]

case  subtraction from a class
expr  [matches("x", "^[a-z-[aeiou]]$"), matches("e", "^[a-z-[aeiou]]$")]
gives [true, false]

case  subtraction within subtraction
expr  for c in ["a", "b", "m"] return matches(c, "^[a-z-[b-y-[m]]]$")
gives [true, false, true]

case  subtraction and flag i
expr  [matches("X", "^[A-Z-[OI]]$", "i"), matches("i", "^[A-Z-[OI]]$", "i")]
gives [true, false]

case  subtraction from a negated class
expr  for c in ["1", "a", "x"] return matches(c, "^[^0-9-[a-f]]$")
gives [false, false, true]

case  a negated class and flag i
expr  matches("q", "[^Q]", "i")
gives false

case  a dash at the ends of a class
expr  [matches("-", "^[-a]$"), matches("-", "^[a-]$"), matches("b", "^[-a]$")]
gives [true, true, false]

case  digits are those of all scripts
expr  matches("\u0663", "^\d$")
gives true

case  word characters
expr  for c in ["a", "é", "5", "€", ".", " "] return matches(c, "^\w$")
gives [true, true, true, true, false, false]

case  no word characters in a class
expr  for c in ["a", ".", " "] return matches(c, "^[\W]$")
gives [false, true, true]

case  white space
expr  for c in [" ", "\t", "\u00A0"] return matches(c, "^\s$")
gives [true, true, false]

case  no white space in a class
expr  for c in [" ", "a", "\u00A0"] return matches(c, "^[\S]$")
gives [false, true, true]

case  name characters
expr  for c in ["a", "_", ":", "1", "-", "é"] return [matches(c, "^\i$"), matches(c, "^\c$")]
gives [[true, true], [true, true], [true, true], [false, true], [false, true], [true, true]]

case  no name characters
expr  for c in ["a", "1", "!"] return [matches(c, "^\I$"), matches(c, "^[\C]$")]
gives [[false, false], [true, false], [true, true]]

case  a category
expr  for c in ["A", "a", "1"] return matches(c, "^\p{Lu}$")
gives [true, false, false]

case  a negated category in a class
expr  for c in ["A", "a", "1"] return matches(c, "^[\P{L}a]$")
gives [false, true, true]

case  a block
expr  [matches("α", "^\p{IsGreek}$"), matches("a", "^\p{IsGreek}$"), matches("a", "^\P{IsGreek}$")]
gives [true, false, true]

case  a block that is not known
expr  matches("a", "\p{IsKlingon}")
error ERR_SYNTAX
says  at position 4: this character category or block is not known

case  a block name with a space
expr  matches("a", "\p{ IsBasicLatin}+")
mode  lenient
gives null

case  a reference back
expr  [matches("abab", "^(ab)\1$"), matches("abac", "^(ab)\1$")]
gives [true, false]

case  a reference to a group that took no part
expr  matches("b", "^(a)?\1b$")
gives true

case  a reference forward
expr  matches("aa", "\1(a)")
error ERR_SYNTAX
says  refers to a group that does not stand before it

case  a reference into an open group
expr  matches("aa", "(a\1)")
error ERR_SYNTAX

case  a reference in a class
expr  matches("aa", "(a)[\1]")
error ERR_SYNTAX
says  not known inside a class

case  ten groups
expr  replace("abcdefghij", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10$1")
gives "ja"

case  a group without a number
expr  replace("abc", "(?:a)(b)", "$1$1")
gives "bbc"

case  a look-ahead is not in the dialect
expr  matches("a", "(?=a)a")
error ERR_SYNTAX
says  after "(?" only ":" is known

case  an escape that is not in the dialect
expr  matches("a", "\ba")
error ERR_SYNTAX
says  at position 2: this escape is not known

case  a group without end
expr  matches("a", "(a")
error ERR_SYNTAX
says  a group has no ")"

case  a group without beginning
expr  matches("a", "a)")
error ERR_SYNTAX
says  ")" closes no group

case  a class without end
expr  matches("a", "[a")
error ERR_SYNTAX
says  at position 3

case  an empty class
expr  matches("a", "[]")
error ERR_SYNTAX

case  a range upside down
expr  matches("a", "[z-a]")
error ERR_SYNTAX
says  from a lower to a higher character

case  a quantifier with nothing before it
expr  matches("a", "*a")
error ERR_SYNTAX
says  at position 2: there is nothing to repeat

case  a quantifier after a quantifier
expr  matches("a", "a**")
error ERR_SYNTAX

case  a repeat upside down
expr  matches("a", "a{3,2}")
error ERR_SYNTAX
says  a repeat is written {n}, {n,} or {n,m}

case  a repeat
expr  for s in ["a", "aa", "aaa", "aaaa"] return matches(s, "^a{2,3}$")
gives [false, true, true, false]

case  a repeat that is too large
expr  matches("a", "a{70000}")
error ERR_SYNTAX
says  may not be above 65535

case  a brace without partner
expr  matches("}", "}")
error ERR_SYNTAX
says  a bracket without its partner

case  a pattern that is too large
expr  matches("a", "((((a{500}){500}){500}){500})")
error ERR_LIMIT
says  it is too large or too complex

case  a pattern that explodes
expr  matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")
error ERR_LIMIT

case  a pattern that explodes, lenient
expr  matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")
mode  lenient
error ERR_LIMIT

case  nested choices that explode
expr  matches("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!", "^(x|x|xx)*$")
error ERR_LIMIT

case  a reference back that is slow
expr  matches(s, "(.*)(.*)\1\2(b|c)")
with  s = string join(for i in 1..20000 return "a")
error ERR_LIMIT

case  replace
expr  replace("banana", "a", "o")
gives "bonono"
type  string

case  replace with groups
expr  replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")
gives "[1=ab][2=]cd"

case  replace with the whole match
expr  replace("banana", "[aeiou]", "[$0]")
gives "b[a]n[a]n[a]"

case  replace with escapes
expr  replace("abc", "b", "\$\\\\")
gives "a$\\c"

case  replace is reluctant when asked
expr  replace("abracadabra", "a.*?a", "*")
gives "*c*bra"

case  replace with a group that does not exist
expr  replace("abc", "(b)", "<$2>")
gives "a<>c"

case  replace by nothing
expr  replace("banana", "a", "")
gives "bnn"

case  replace with flags
expr  replace("aBc", "[a-z]", "#", "i")
gives "###"

case  replace with flag q
expr  replace("a.b", ".", "$1", "q")
gives "a$1b"

case  replace of nothing found
expr  replace("abc", "x", "y")
gives "abc"

case  replace by name
expr  replace(replacement: "#", pattern: "b", input: "abc")
gives "a#c"

case  replace of what may be empty
expr  replace("abc", "x*", "-")
error ERR_VALUE at 1:1
says  "replace" needs a pattern that does not match the empty string

case  replace of what may be empty, lenient
expr  replace("abc", ".*?", "$1")
mode  lenient
gives null

case  replace with a loose dollar
expr  replace("abc", "b", "$")
error ERR_VALUE
says  for groups ($1) and escapes

case  replace with a loose backslash
expr  replace("abc", "b", "\n")
gives "a\nc"

case  replace with an unknown escape
expr  replace("abc", "b", "\\x")
error ERR_VALUE

case  replace of unknown
expr  replace(s, "a", "b")
with  s = null
gives null
why   input "s" is missing

case  split
expr  split("John Doe", "\s")
gives ["John", "Doe"]
type  list<string>

case  split keeps empty parts
expr  split("a;b;c;;", ";")
gives ["a", "b", "c", "", ""]

case  split of nothing
expr  split("", ";")
gives [""]

case  split by more than one character
expr  split("a, b,c", ",\s*")
gives ["a", "b", "c"]

case  split by name
expr  split(delimiter: ",", string: "a,b")
gives ["a", "b"]

case  split between all characters
expr  split("abc", "")
error ERR_VALUE
says  "split" needs a pattern that does not match the empty string

case  split of unknown
expr  split(s, ",")
with  s = null
gives null
why   input "s" is missing

case  split of a long text
expr  count(split(s, ","))
with  s = string join(for i in 1..50000 return "x", ",")
gives 50000

case  escaped characters
expr  for c in ["a.b", "axb"] return matches(c, "^a\\.b$")
gives [true, false]

case  escaped brackets and signs
expr  matches("(a)[b]{c}|d?*+^$-\\", "^\\(a\\)\\[b\\]\\{c\\}\\|d\\?\\*\\+\\^\\$\\-\\\\$")
gives true

case  escaped line ends and tabs
expr  matches("\n\r\t", "^\\n\\r\\t$")
gives true

case  escapes in a class
expr  for c in ["]", "-", "\\", "^", "\n", "a"] return matches(c, "^[\\]\\-\\\\\\^\\n]$")
gives [true, true, true, true, true, false]

case  a range of escaped characters
expr  for c in ["+", ",", "-", "."] return matches(c, "^[\\+-\\-]$")
gives [true, true, true, false]

case  no digits in a class
expr  for c in ["1", "a"] return matches(c, "^[\\D]$")
gives [false, true]

case  surrogates are no characters of a set
expr  matches("\uE000", "^[\\C]$")
gives true

case  private use and what is not
expr  [matches("\uE000", "\\p{IsPrivateUse}"), matches("\uE000", "\\P{IsPrivateUse}")]
gives [true, false]

case  a property without braces
expr  matches("a", "\\pL")
error ERR_SYNTAX
says  "{" must follow \p and \P

case  a property without end
expr  matches("a", "\\p{L")
error ERR_SYNTAX
says  \p{ has no end

case  a bracket in a class
expr  matches("a", "[a[b]")
error ERR_SYNTAX
says  "[" inside a class must be written \[

case  a dash in the midst of a class
expr  matches("a", "[a-c-e]")
error ERR_SYNTAX
says  "-" in the midst of a class must be written \-

case  a range with a set
expr  matches("a", "[a-\\d]")
error ERR_SYNTAX
says  a range must run from a lower to a higher character

case  a range with an end that is wrong
expr  matches("a", "[a-\\q]")
error ERR_SYNTAX

case  more after a subtraction
expr  matches("a", "[a-z-[b]c]")
error ERR_SYNTAX
says  "]" must follow what is subtracted

case  a subtraction without end
expr  matches("a", "[a-z-[b")
error ERR_SYNTAX

case  a repeat without number
expr  matches("a", "a{,3}")
error ERR_SYNTAX
says  a number must stand between "{" and "}"

case  a repeat with a wrong end
expr  matches("a", "a{3,x}")
error ERR_SYNTAX

case  a reference of two digits
expr  matches("abcdefghijj", "^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10$")
gives true

case  a reference of one digit and a digit
expr  matches("aa0", "^(a)\\10$")
gives true

case  groups nested too deep
expr  matches("a", string join(for i in 1..101 return "(?:") + "a" + string join(for i in 1..101 return ")"))
error ERR_SYNTAX
says  groups are nested too deep

case  more groups than fit
expr  matches("a", string join(for i in 1..100 return "(a)"))
error ERR_SYNTAX
says  there are too many groups

case  classes nested too deep
expr  matches("a", string join(for i in 1..22 return "[a-") + "[b]" + string join(for i in 1..22 return "]"))
error ERR_SYNTAX

case  a pattern that is too long
expr  matches("a", string join(for i in 1..10001 return "a"))
error ERR_LIMIT
says  "matches" takes a pattern of at most 10000 bytes

case  an empty pattern
expr  matches("a", "")
gives true

case  an empty text
expr  [matches("", "^$"), matches("", "a")]
gives [true, false]

case  replace of what is empty in the midst
expr  replace("ab", "(b)|\\1a", "x")
gives "xx"

case  split into many
expr  count(split("a,b,c,d,e,f,g,h,i,j,k", ","))
gives 11
