/* capi_model.h - a small model that has one of everything, for the tests of ijkpunt.h. */
#ifndef IJK_TESTS_CAPI_MODEL_H
#define IJK_TESTS_CAPI_MODEL_H

#define INPUT(name, type)                                                                \
    "<inputData id='i_" name "' name='" name "' label='" name "?'><variable name='" name \
    "' " type "/></inputData>"
#define NEEDS(name)                                                                      \
    "<informationRequirement><requiredInput href='#i_" name "'/></"                      \
    "informationRequirement>"
#define AFTER(name)                                                                      \
    "<informationRequirement><requiredDecision href='#d_" name                           \
    "'/></informationRequirement>"
#define DECISION(name, type, needs, text)                                                \
    "<decision id='d_" name "' name='" name "'><variable name='" name "' " type          \
    "/>" needs "<literalExpression><text>" text "</text></literalExpression></decision>"
#define DMN(rest)                                                                        \
    "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='m' name='m' " \
    "namespace='urn:m'>" rest "</definitions>"

static const char capi_model[] = DMN(
    "<itemDefinition name='tKleur'><typeRef>string</typeRef><allowedValues>"
    "<text>\"rood\",\"groen\"</text></allowedValues></itemDefinition>"
    "<itemDefinition name='tPersoon'>"
    "<itemComponent name='naam'><typeRef>string</typeRef></itemComponent>"
    "<itemComponent "
    "name='geboren'><typeRef>date</typeRef></itemComponent></itemDefinition>" INPUT(
        "getal", "typeRef='number'") INPUT("tekst", "typeRef='string'")
        INPUT("vlag", "typeRef='boolean'") INPUT("dag", "typeRef='date'") INPUT(
            "duur", "typeRef='days and time duration'") INPUT("kleur", "typeRef='tKleur'")
            INPUT("persoon", "typeRef='tPersoon'") INPUT("iets", "") DECISION(
                "dubbel", "typeRef='number'", NEEDS("getal"),
                "getal * 2") DECISION("meer", "typeRef='number'", AFTER("dubbel"),
                                      "dubbel + 1") DECISION("deel", "typeRef='number'",
                                                             NEEDS("getal"), "10 / getal")
                DECISION("zelfde", "", NEEDS("iets"), "iets") DECISION(
                    "nu", "", "",
                    "string(now())") DECISION("tel", "", NEEDS("getal"),
                                              "count(for i in 1..getal return i)")
                    DECISION("groot", "", NEEDS("getal"),
                             "string length(string join(for i in 1..getal return "
                             "\"abcdefghijklmnopqrstuvwxyz\"))")
                        DECISION(
                            "alles",
                            "",
                            NEEDS("getal") NEEDS("tekst"),
                            "{getal: getal, tekst: tekst, lijst: [1, \"twee\", true], "
                            "dag: @\"2025-03-01\"}") "<businessKnowledgeModel "
                                                     "id='b_plus' name='plus'><variable "
                                                     "name='plus'/><encapsulatedLogic>"
                                                     "<formalParameter name='a' "
                                                     "typeRef='number'/"
                                                     "><literalExpression><text>a + "
                                                     "1</text>"
                                                     "</literalExpression></"
                                                     "encapsulatedLogic></"
                                                     "businessKnowledgeModel>"
                                                     "<decisionService id='s_dienst' "
                                                     "name='dienst'><variable "
                                                     "name='dienst'/>"
                                                     "<outputDecision "
                                                     "href='#d_meer'/"
                                                     "><encapsulatedDecision "
                                                     "href='#d_dubbel'/>"
                                                     "<inputData "
                                                     "href='#i_getal'/></decisionService>"
                                                     "<decisionService id='s_twee' "
                                                     "name='twee'><variable name='twee'/>"
                                                     "<outputDecision "
                                                     "href='#d_meer'/><outputDecision "
                                                     "href='#d_deel'/>"
                                                     "<inputDecision "
                                                     "href='#d_dubbel'/><inputData "
                                                     "href='#i_getal'/></"
                                                     "decisionService>");

#endif
