# Context functions.

case  get value
expr  get value({a: 1, b: 2}, "b")
gives 2

case  get value of a name with spaces
expr  get value({"aantal uren": 5}, "aantal uren")
gives 5

case  get value that is null
expr  get value({a: x}, "a")
with  x = null
gives null
why   input "x" is missing

case  get value by name
expr  get value(key: "a", m: {a: 1})
gives 1

case  get value of what is not there
expr  get value({a: 1}, "b")
error ERR_VALUE at 1:1
says  "get value" finds no entry "b" in the context

case  get value of what is not there, lenient
expr  get value({a: 1}, "b")
mode  lenient
gives null

case  get value of a list
expr  get value([1, 2], "b")
error ERR_TYPE
says  "get value" needs context for "m", not list<number>

case  get value in unknown
expr  get value(c, "b")
with  c = null
gives null
why   input "c" is missing

case  get value of unknown
expr  get value({a: 1}, k)
with  k = null
gives null
why   input "k" is missing

case  get entries
expr  get entries({a: 1, b: "x"})
gives [{key: "a", value: 1}, {key: "b", value: "x"}]
type  list<context<key: string, value: Any>>

case  get entries of nothing
expr  get entries({})
gives []

case  get entries by name
expr  get entries(m: {a: null})
gives [{key: "a", value: null}]

case  get entries of unknown
expr  get entries(c)
with  c = null
gives null
why   input "c" is missing

case  context
expr  context([{key: "a", value: 1}, {key: "b", value: [2]}])
gives {a: 1, b: [2]}
type  context

case  context of one entry
expr  context({key: "a", value: 1})
gives {a: 1}

case  context of nothing
expr  context([])
gives {}

case  context with other entries beside
expr  context([{key: "a", value: 1, bron: "x"}])
gives {a: 1}

case  context with a null value
expr  context([{key: "a", value: null}])
gives {a: null}

case  context with an unknown key
expr  context([{key: k, value: 1}])
with  k = null
gives null
why   input "k" is missing

case  context by name
expr  context(entries: [{key: "", value: 1}])
gives {"": 1}

case  context with a key twice
expr  context([{key: "a", value: 1}, {key: "a", value: 2}])
error ERR_VALUE at 1:1
says  "context" gets the key "a" twice

case  context without value
expr  context([{key: "a"}])
error ERR_VALUE
says  "context" needs a "key" and a "value" in context {key: "a"}

case  context with a number as key
expr  context([{key: 1, value: 1}])
error ERR_TYPE
says  "context" needs a string as "key", not number 1

case  context of numbers
expr  context([1])
error ERR_TYPE

case  context reverses get entries
expr  context(get entries({a: 1, b: 2}))
gives {a: 1, b: 2}

case  context of many
expr  count(get entries(context(for i in 1..20000 return {key: string(i), value: i})))
gives 20000

case  context put of a new entry
expr  context put({a: 1}, "b", 2)
gives {a: 1, b: 2}
type  context

case  context put of an old entry keeps its place
expr  get entries(context put({a: 1, b: 2}, "a", 3))
gives [{key: "a", value: 3}, {key: "b", value: 2}]

case  context put of null
expr  context put({}, "a", null)
gives {a: null}

case  context put deep
expr  context put({x: 1, y: {a: 0}}, ["y", "b"], 2)
gives {x: 1, y: {a: 0, b: 2}}

case  context put deeper
expr  context put({y: {a: {b: {c: 1}}}}, ["y", "a", "b", "c"], 2)
gives {y: {a: {b: {c: 2}}}}

case  context put by name
expr  context put(value: 1, key: "a", context: {})
gives {a: 1}

case  context put by keys
expr  context put(context: {a: {}}, keys: ["a", "b"], value: 1)
gives {a: {b: 1}}

case  context put leaves the first as it is
expr  {een: {a: 1}, twee: context put(een, "a", 2), drie: een}.drie
gives {a: 1}

case  context put through what is no context
expr  context put({a: 1}, ["a", "b"], 2)
error ERR_VALUE
says  "context put" finds no context "a"

case  context put through what is not there
expr  context put({}, ["a", "b"], 2)
error ERR_VALUE
says  "context put" finds no context "a"

case  context put through unknown
expr  context put({a: x}, ["a", "b"], 2)
with  x = null
gives null
why   input "x" is missing

case  context put without keys
expr  context put({}, [], 2)
error ERR_VALUE
says  "context put" needs at least one key

case  context put with an unknown key
expr  context put({}, k, 2)
with  k = null
gives null
why   input "k" is missing

case  context put with an unknown key among others
expr  context put({a: {}}, ["a", k], 2)
with  k = null
gives null
why   input "k" is missing

case  context put in a list
expr  context put([], "a", 1)
error ERR_TYPE

case  context merge
expr  context merge([{a: 1}, {b: 2}, {a: 3}])
gives {a: 3, b: 2}
type  context

case  context merge does not go deep
expr  context merge([{a: {aa: 1}}, {a: {bb: 2}}])
gives {a: {bb: 2}}

case  context merge of one
expr  context merge({a: 1})
gives {a: 1}

case  context merge of nothing
expr  context merge([])
gives {}

case  context merge by name
expr  context merge(contexts: [{a: 1}])
gives {a: 1}

case  context merge of a number
expr  context merge([{a: 1}, x])
with  x = 2
error ERR_TYPE
says  but element 2 is number 2

case  context merge with unknown
expr  context merge([{a: 1}, c])
with  c = null
gives null
why   input "c" is missing
