/* parser.y - the grammar of .proc texts.
 *
 * In: the tokens of layout.c, which has turned columns into LIST_OPEN, BULLET and LIST_CLOSE. Out: the tree of ast.def.
 * LALR(1) without conflicts. Names are soft: a word that is a keyword only in places can be a name elsewhere.
 *
 * After a mistake the parser pops to the nearest state with a `lost`; layout.c then leaves words out up to the next
 * line that can go on and says so with RESYNC. For this to work without conflicts, `lost` stands only right after a
 * word that begins something, or in a list that ends its declaration; and each declaration ends with such a list.
 * SPDX-License-Identifier: Apache-2.0
 */
%require "3.8"
%define api.pure full
%define api.token.prefix {TOKEN_}
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {Parse *parse}
%initial-action { @$ = (Span){parse->source, 0, 0}; }

%code requires {
#include "syntax/ast_new.h"
#include "syntax/build.h"
#include "syntax/lists.h"
#include "syntax/parse.h"
}

%code {
#include "syntax/expected.h"
#include "syntax/layout.h"

#define YYLLOC_DEFAULT(result, parts, count)                                                       \
    ((result) = parse_join_spans((parts), (size_t)(count)))
#define yyerror(span, parse, words) parse_stop_too_deep((parse), *(span))
}

%union {
    Token token;
    Ast *ast;
    AstList list;
    int word;
}

%token END "the end of the text"
%token LIST_OPEN "a list of bullets" BULLET "a bullet" LIST_CLOSE "the end of the list" RESYNC "resync"
%token COLON ":" COMMA "," LEFT "(" RIGHT ")" PLUS "+" MINUS "-" TIMES "*" OVER "/" BAR "|" ROW "a table row"
%token <token> NAME "a name" DOTTED "a dotted name" NUMBER "a number" MONEY "an amount of money" DATE "a date"
%token <token> DURATION "a duration" TEXT "a text in quotes" MARK "a citation" YES_OR_NO "yes/no"

%token SOURCE "source" PROCEDURE "procedure" USE "use" TYPE "type" FACT "fact" RECORD "record"
%token PARAMETER "parameter" DECIDE "decide" TABLE "table" RULE "rule" SCENARIO "scenario"
%token AFTER "after" AND "and" ANY "any" ARE "are" AS "as" AT "at" BECAUSE "because" BEFORE "before" BY "by"
%token CONSIDER "consider" DONE "done" EVERY "every" EXPECT "expect" FOLLOW "follow" FOR "for" FROM "from"
%token GIVEN "given" HAS "has" IN "in" IS "is" KNOWN "known" LATE "late" LIKE "like" MAY "may" MUST "must"
%token NEEDING "needing" NO "no" NOT "not" NOTE "note" OF "of" ON "on" OR "or" OTHERWISE "otherwise" OVERRIDES "overrides"
%token SHOULD "should" SOME "some" THAN "than" THEN "then" UNDETERMINED "undetermined" UNKNOWN "unknown" UNLESS "unless"
%token UNTIL "until" WHEN "when" WHERE "where" WITHIN "within" YES "yes"

%token <token> ADDRESSED "addressed" ALL "all" ASK "ask" BARRED "barred" BREACHED "breached" CONFLICT "conflict"
%token <token> COUNT "count" EACH "each" EARLIER "earlier" EDITION "edition" EXTERNAL "external" FIXED "fixed"
%token <token> FORCE "force" GAP "gap" JUDGED "judged" LATER "later" LEAST "least" LESS "less" LIST "list"
%token <token> MORE "more" MOST "most" NONE "none" ONE "one" OVERDUE "overdue" OWED "owed"
%token <token> PARAGRAPHS "paragraphs" PERMITTED "permitted" PRESUMED "presumed" PUBLISHER "publisher"
%token <token> SECTION "section" TO "to" TOTAL "total"

%type <token> name plain_name state_name label section at_least_number
%type <list> declarations marks lost
%type <list> source_clauses procedure_clauses use_clauses value_bullets value_names
%type <list> fact_clauses some_fact_clauses field_bullets dated_values alternatives alternative_clauses
%type <list> rows cells rule_parts some_rule_parts rule_part effects effect_clauses rule_names
%type <list> actions action_bullets action_clauses condition_bullets conjunction disjunction operands values
%type <list> head some_head givens some_givens elements element_givens elements_for expectations some_expectations
%type <list> expectation_clauses qnames single_decision
%type <ast> declaration use_clause given_line lost_line mark source source_clause procedure procedure_clause in_force use type
%type <ast> type_part type_words one_of fact fact_clause record field parameter dated_value decide alternative
%type <ast> table row cell rule effect action action_bullet action_clause timing value_bullet
%type <ast> expression term condition_bullet comparison operand product primary literal value qname
%type <ast> where duration date scenario head_clause given element expectation expectation_clause rule_name
%type <ast> expected_value for_number mixed value_name
%type <word> modality fold shape expected_state expected_status compare_words effect_shape

%%

file: declarations END                    { parse_finish(parse, @$, $1); }
  | lost declarations END               { parse_finish(parse, @$, $2); }  ;
declarations: %empty                              { $$ = list_none(); }
  | declarations declaration            { $$ = list_add(parse, $1, $2); }  ;
declaration: source | procedure | use | type | fact | record | parameter | decide | table | rule | scenario
  | SOURCE lost                         { $$ = list_get_first($2); }
  | PROCEDURE lost                      { $$ = list_get_first($2); }
  | USE lost                            { $$ = list_get_first($2); }
  | TYPE lost                           { $$ = list_get_first($2); }
  | FACT lost                           { $$ = list_get_first($2); }
  | RECORD lost                         { $$ = list_get_first($2); }
  | PARAMETER lost                      { $$ = list_get_first($2); }
  | DECIDE lost                         { $$ = list_get_first($2); }
  | TABLE lost                          { $$ = list_get_first($2); }
  | RULE lost                           { $$ = list_get_first($2); }
  | SCENARIO lost                       { $$ = list_get_first($2); }  ;
lost: lost_line                           { $$ = list_one(parse, $1); }
  | lost lost_line                      { $$ = $1; }  ;
lost_line: error RESYNC                        { yyerrok; $$ = ast_error(parse, @$, (Ast_ERROR){0}); }  ;

/* Names and marks. */
name: plain_name | state_name  ;
plain_name: NAME | ADDRESSED | ALL | ASK | CONFLICT | COUNT | EACH | EARLIER | EDITION | EXTERNAL | FIXED | FORCE | GAP
  | JUDGED | LATER | LEAST | LESS | LIST | MORE | MOST | NONE | ONE | PARAGRAPHS | PRESUMED | PUBLISHER
  | SECTION | TO | TOTAL  ;
state_name: BARRED | BREACHED | OVERDUE | OWED | PERMITTED  ;
qname: name                                { $$ = build_name(parse, @$, $1); }
  | DOTTED                              { $$ = build_name(parse, @$, $1); }  ;
label: %empty                              { $$ = token_none(); }
  | TEXT  ;
marks: %empty                              { $$ = list_none(); }
  | marks mark                          { $$ = list_add(parse, $1, $2); }  ;
mark: MARK                                { $$ = build_citations(parse, @$, $1); }
  | NOTE TEXT                           { $$ = ast_note(parse, @$, (Ast_NOTE){$2}); }  ;

/* source, procedure, use */
source: SOURCE name TEXT                    { $$ = ast_source(parse, @$, (Ast_SOURCE){$2, $3, list_none()}); }
  | SOURCE name TEXT source_clauses     { $$ = ast_source(parse, @$, (Ast_SOURCE){$2, $3, $4}); }  ;
source_clauses: source_clause                       { $$ = list_one(parse, $1); }
  | source_clauses source_clause        { $$ = list_add(parse, $1, $2); }  ;
source_clause: PUBLISHER TEXT                      { $$ = ast_publisher(parse, @$, (Ast_PUBLISHER){$2}); }
  | EDITION TEXT                        { $$ = ast_edition(parse, @$, (Ast_EDITION){$2}); }
  | PARAGRAPHS TEXT                     { $$ = ast_paragraphs(parse, @$, (Ast_PARAGRAPHS){$2}); }
  | mark
  | lost_line  ;
procedure: PROCEDURE name label                { $$ = ast_procedure(parse, @$, (Ast_PROCEDURE){$2, $3, list_none()}); }
  | PROCEDURE name label procedure_clauses { $$ = ast_procedure(parse, @$, (Ast_PROCEDURE){$2, $3, $4}); }  ;
procedure_clauses: procedure_clause                    { $$ = list_one(parse, $1); }
  | procedure_clauses procedure_clause  { $$ = list_add(parse, $1, $2); }  ;
procedure_clause: FROM name section                   { $$ = ast_from(parse, @$, (Ast_FROM){$2, $3}); }
  | ADDRESSED TO name                   { $$ = ast_addressed(parse, @$, (Ast_ADDRESSED){$3}); }
  | EXTERNAL                            { $$ = ast_external(parse, @$, (Ast_EXTERNAL){0}); }
  | in_force
  | mark
  | lost_line  ;
section: %empty                              { $$ = token_none(); }
  | SECTION TEXT                        { $$ = $2; }  ;
in_force: IN FORCE FROM date                  { $$ = ast_in_force(parse, @$, (Ast_IN_FORCE){$4, NULL}); }
  | IN FORCE FROM date UNTIL date       { $$ = ast_in_force(parse, @$, (Ast_IN_FORCE){$4, $6}); }
  | IN FORCE UNTIL date                 { $$ = ast_in_force(parse, @$, (Ast_IN_FORCE){NULL, $4}); }  ;
use: USE name                            { $$ = ast_use(parse, @$, (Ast_USE){$2, list_none()}); }
  | USE name use_clauses                { $$ = ast_use(parse, @$, (Ast_USE){$2, $3}); }  ;
use_clauses: use_clause                          { $$ = list_one(parse, $1); }
  | use_clauses use_clause              { $$ = list_add(parse, $1, $2); }  ;
use_clause: mark | lost_line  ;

/* type, fact, record, parameter */
type: TYPE name label marks IS one_of             { $$ = ast_type(parse, @$, (Ast_TYPE){$2, $3, $6, $4}); }
  | TYPE name label marks IS one_of use_clauses { $$ = ast_type(parse, @$, (Ast_TYPE){$2, $3, $6, list_join(parse, $4, $7)}); }
  | TYPE name label marks lost                  { $$ = ast_type(parse, @$, (Ast_TYPE){$2, $3, list_get_first($5), $4}); }  ;
one_of: ONE OF value_names                          { $$ = ast_enumeration(parse, @$, (Ast_ENUMERATION){$3, false}); }
  | ONE OF LIST_OPEN value_bullets LIST_CLOSE   { $$ = ast_enumeration(parse, @$, (Ast_ENUMERATION){$4, true}); }  ;
value_names: value_name                          { $$ = list_one(parse, $1); }
  | value_names COMMA value_name        { $$ = list_add(parse, $1, $3); }  ;
value_name: name                                { $$ = ast_enumeration_value(parse, @$, (Ast_ENUMERATION_VALUE){$1, token_none(), list_none()}); }  ;
value_bullets: value_bullet                        { $$ = list_one(parse, $1); }
  | value_bullets value_bullet          { $$ = list_add(parse, $1, $2); }  ;
value_bullet: BULLET name label marks             { $$ = ast_enumeration_value(parse, @$, (Ast_ENUMERATION_VALUE){$2, $3, $4}); }
  | BULLET lost                         { $$ = list_get_first($2); }  ;
type_part: COLON type_words                    { $$ = $2; }
  | lost_line  ;
type_words: YES_OR_NO                           { $$ = ast_type_name(parse, @$, (Ast_TYPE_NAME){$1}); }
  | name                                { $$ = ast_type_name(parse, @$, (Ast_TYPE_NAME){$1}); }
  | LIST OF name                        { $$ = ast_type_list(parse, @$, (Ast_TYPE_LIST){$3}); }
  | one_of  ;
fact: FACT name label type_part fact_clauses { $$ = build_fact(parse, @$, (Ast_FACT){$2, $3, $4, $5}); }  ;
fact_clauses: %empty                              { $$ = list_none(); }
  | some_fact_clauses  ;
some_fact_clauses: fact_clause                         { $$ = list_one(parse, $1); }
  | some_fact_clauses fact_clause       { $$ = list_add(parse, $1, $2); }  ;
fact_clause: PRESUMED value                      { $$ = ast_presumed(parse, @$, (Ast_PRESUMED){$2}); }
  | JUDGED BY name                      { $$ = ast_judged(parse, @$, (Ast_JUDGED){$3}); }
  | FIXED                               { $$ = ast_fixed(parse, @$, (Ast_FIXED){0}); }
  | ASK TEXT                            { $$ = ast_ask(parse, @$, (Ast_ASK){$2}); }
  | mark
  | lost_line  ;
record: RECORD name label marks LIST_OPEN field_bullets LIST_CLOSE      { $$ = ast_record(parse, @$, (Ast_RECORD){$2, $3, $6, $4}); }
  | RECORD name label marks LIST_OPEN field_bullets LIST_CLOSE lost { $$ = ast_record(parse, @$, (Ast_RECORD){$2, $3, $6, $4}); }
  | RECORD name label marks lost                                    { $$ = ast_record(parse, @$, (Ast_RECORD){$2, $3, $5, $4}); }  ;
field_bullets: field                               { $$ = list_one(parse, $1); }
  | field_bullets field                 { $$ = list_add(parse, $1, $2); }  ;
field: BULLET name label type_part fact_clauses { $$ = build_fact(parse, @$, (Ast_FACT){$2, $3, $4, $5}); }
  | BULLET lost                              { $$ = list_get_first($2); }  ;
parameter: PARAMETER name label type_part marks dated_values { $$ = ast_parameter(parse, @$, (Ast_PARAMETER){$2, $3, $4, $5, $6}); }  ;
dated_values: dated_value                         { $$ = list_one(parse, $1); }
  | dated_values dated_value            { $$ = list_add_line(parse, $1, $2); }  ;
dated_value: value FROM date marks               { $$ = ast_dated(parse, @$, (Ast_DATED){$1, $3, NULL, $4}); }
  | value FROM date UNTIL date marks    { $$ = ast_dated(parse, @$, (Ast_DATED){$1, $3, $5, $6}); }
  | lost_line  ;

/* decide, table */
decide: DECIDE qname label type_part marks alternatives    { $$ = build_decide(parse, @$, (Ast_DECIDE){$2, $3, $4, $5, $6}); }
  | DECIDE qname label type_part marks single_decision { $$ = build_decide(parse, @$, (Ast_DECIDE){$2, $3, $4, $5, $6}); }  ;
single_decision: operand alternative_clauses         { $$ = list_one(parse, ast_alternative(parse, @$, (Ast_ALTERNATIVE){false, $1, NULL, $2})); }
  | operand alternative_clauses lost    { $$ = list_one(parse, ast_alternative(parse, @$, (Ast_ALTERNATIVE){false, $1, NULL, $2})); }  ;
alternatives: alternative                         { $$ = list_one(parse, $1); }
  | alternatives alternative            { $$ = list_add_line(parse, $1, $2); }  ;
alternative: operand WHEN expression alternative_clauses           { $$ = ast_alternative(parse, @$, (Ast_ALTERNATIVE){false, $1, $3, $4}); }
  | OTHERWISE operand WHEN expression alternative_clauses { $$ = ast_alternative(parse, @$, (Ast_ALTERNATIVE){true, $2, $4, $5}); }
  | OTHERWISE operand alternative_clauses                 { $$ = ast_alternative(parse, @$, (Ast_ALTERNATIVE){true, $2, NULL, $3}); }
  | lost_line  ;
alternative_clauses: %empty                              { $$ = list_none(); }
  | alternative_clauses mark            { $$ = list_add(parse, $1, $2); }
  | alternative_clauses in_force        { $$ = list_add(parse, $1, $2); }  ;
table: TABLE name label type_part marks rows { $$ = build_table(parse, @$, (Ast_TABLE){$2, $3, $4, $5, list_none(), $6}); }  ;
rows: row                                 { $$ = list_one(parse, $1); }
  | rows row                            { $$ = list_add_line(parse, $1, $2); }  ;
row: ROW cells BAR alternative_clauses           { $$ = build_row(parse, @$, $2, $4); }
  | lost_line  ;
cells: cell                                { $$ = list_one(parse, $1); }
  | cells BAR cell                      { $$ = list_add(parse, $1, $3); }  ;
cell: operand
  | ANY                                 { $$ = ast_cell_any(parse, @$, (Ast_CELL_ANY){0}); }
  | comparison
  | IS comparison                       { $$ = $2; }
  | IS operand                          { $$ = ast_compare(parse, @$, (Ast_COMPARE){COMPARISON_IS, NULL, $2}); }  ;

/* rule */
rule: RULE name label marks rule_parts    { $$ = build_rule(parse, @$, $2, $3, $4, $5); }  ;
rule_parts: %empty                              { $$ = list_none(); }
  | some_rule_parts  ;
some_rule_parts: rule_part
  | lost_line                           { $$ = list_one(parse, $1); }
  | some_rule_parts rule_part           { $$ = list_join(parse, $1, $2); }
  | some_rule_parts lost_line           { $$ = list_add(parse, $1, $2); }  ;
rule_part: in_force marks                      { $$ = list_join(parse, list_one(parse, $1), $2); }
  | FOR EACH name IN qname where        { $$ = list_one(parse, ast_for_each(parse, @$, (Ast_FOR_EACH){$3, $5, $6})); }
  | WHEN expression marks               { $$ = list_one(parse, ast_when(parse, @$, (Ast_WHEN){$2, $3})); }
  | THEN effects                        { $$ = $2; }
  | UNLESS expression marks             { $$ = list_one(parse, ast_unless(parse, @$, (Ast_UNLESS){$2, $3})); }
  | OVERRIDES rule_names marks          { $$ = list_join(parse, list_one(parse, ast_overrides(parse, @$, (Ast_OVERRIDES){$2})), $3); }  ;
where: %empty                              { $$ = NULL; }
  | WHERE expression                    { $$ = $2; }  ;
rule_names: rule_name                           { $$ = list_one(parse, $1); }
  | rule_names COMMA rule_name          { $$ = list_add(parse, $1, $3); }  ;
rule_name: name                                { $$ = build_name(parse, @$, $1); }  ;
effects: effect                              { $$ = list_one(parse, $1); }
  | effects AND effect                  { $$ = list_add(parse, $1, $3); }
  | effects AND lost_line               { $$ = list_add(parse, $1, $3); }  ;
effect: modality actions effect_clauses       { $$ = ast_effect(parse, @$, (Ast_EFFECT){token_none(), (Modality)$1, EFFECT_SINGLE, $2, $3}); }
  | name modality actions effect_clauses  { $$ = ast_effect(parse, @$, (Ast_EFFECT){$1, (Modality)$2, EFFECT_SINGLE, $3, $4}); }
  | modality effect_shape LIST_OPEN action_bullets LIST_CLOSE effect_clauses      { $$ = ast_effect(parse, @$, (Ast_EFFECT){token_none(), (Modality)$1, (EffectShape)$2, $4, $6}); }
  | name modality effect_shape LIST_OPEN action_bullets LIST_CLOSE effect_clauses { $$ = ast_effect(parse, @$, (Ast_EFFECT){$1, (Modality)$2, (EffectShape)$3, $5, $7}); }
  | FOLLOW name marks                   { $$ = ast_follow(parse, @$, (Ast_FOLLOW){$2, $3}); }  ;
modality: MUST                                { $$ = MODALITY_MUST; }
  | MUST NOT                            { $$ = MODALITY_MUST_NOT; }
  | MUST CONSIDER                       { $$ = MODALITY_MUST_CONSIDER; }
  | SHOULD                              { $$ = MODALITY_SHOULD; }
  | SHOULD NOT                          { $$ = MODALITY_SHOULD_NOT; }
  | SHOULD CONSIDER                     { $$ = MODALITY_SHOULD_CONSIDER; }
  | MAY                                 { $$ = MODALITY_MAY; }
  | MAY CONSIDER                        { $$ = MODALITY_MAY_CONSIDER; }
  | MAY NOT                             { $$ = build_may_not(parse, @$); }  ;
effect_shape: ALL OF                              { $$ = EFFECT_ALL_OF; }
  | ONE OF                              { $$ = EFFECT_ONE_OF; }  ;
actions: action                              { $$ = list_one(parse, $1); }  ;
action: name label                          { $$ = ast_action(parse, @$, (Ast_ACTION){$1, $2, list_none()}); }  ;
action_bullets: action_bullet                       { $$ = list_one(parse, $1); }
  | action_bullets action_bullet        { $$ = list_add(parse, $1, $2); }  ;
action_bullet: BULLET name label action_clauses    { $$ = ast_action(parse, @$, (Ast_ACTION){$2, $3, $4}); }
  | BULLET lost                         { $$ = list_get_first($2); }  ;
action_clauses: %empty                              { $$ = list_none(); }
  | action_clauses action_clause        { $$ = list_add(parse, $1, $2); }  ;
action_clause: WHEN expression                     { $$ = ast_when(parse, @$, (Ast_WHEN){$2, list_none()}); }
  | timing
  | mark  ;
effect_clauses: %empty                              { $$ = list_none(); }
  | effect_clauses timing               { $$ = list_add(parse, $1, $2); }
  | effect_clauses mark                 { $$ = list_add(parse, $1, $2); }  ;
timing: BY operand                          { $$ = ast_by(parse, @$, (Ast_BY){$2}); }
  | WITHIN duration OF operand          { $$ = ast_within(parse, @$, (Ast_WITHIN){$2, $4}); }
  | NOT BEFORE operand                  { $$ = ast_not_before(parse, @$, (Ast_NOT_BEFORE){$3}); }
  | EVERY duration FROM operand         { $$ = ast_repeat(parse, @$, (Ast_REPEAT){$2, $4}); }
  | UNTIL term                          { $$ = ast_until(parse, @$, (Ast_UNTIL){$2}); }  ;
duration: DURATION                            { $$ = ast_duration(parse, @$, (Ast_DURATION){$1}); }
  | NAME                                { $$ = build_name(parse, @$, $1); }
  | DOTTED                              { $$ = build_name(parse, @$, $1); }  ;
date: DATE                                { $$ = ast_date(parse, @$, (Ast_DATE){$1}); }  ;

/* Expressions. */
expression: term
  | conjunction                         { $$ = ast_and(parse, @$, (Ast_AND){$1}); }
  | disjunction                         { $$ = ast_or(parse, @$, (Ast_OR){$1}); }
  | mixed  ;
conjunction: term AND term                       { $$ = list_two(parse, $1, $3); }
  | conjunction AND term                { $$ = list_add(parse, $1, $3); }  ;
disjunction: term OR term                        { $$ = list_two(parse, $1, $3); }
  | disjunction OR term                 { $$ = list_add(parse, $1, $3); }  ;
mixed: conjunction OR term                 { $$ = build_mixed(parse, @1, @2, "or", "and"); }
  | disjunction AND term                { $$ = build_mixed(parse, @1, @2, "and", "or"); }
  | mixed AND term                      { $$ = $1; }
  | mixed OR term                       { $$ = $1; }  ;
term: operand
  | NOT term                            { $$ = ast_not(parse, @$, (Ast_NOT){$2}); }
  | operand IS operand                  { $$ = ast_compare(parse, @$, (Ast_COMPARE){COMPARISON_IS, $1, $3}); }
  | operand IS comparison               { $$ = build_comparison(parse, @$, $1, $3); }
  | operand IS DONE                     { $$ = build_is_done(parse, @$, $1, false); }
  | operand IS NOT DONE                 { $$ = build_is_done(parse, @$, $1, true); }
  | shape LIST_OPEN condition_bullets LIST_CLOSE           { $$ = ast_bullets(parse, @$, (Ast_BULLETS){(BulletsShape)$1, token_none(), $3}); }
  | at_least_number LIST_OPEN condition_bullets LIST_CLOSE { $$ = ast_bullets(parse, @$, (Ast_BULLETS){BULLETS_AT_LEAST, $1, $3}); }
  | SOME name IN qname HAS term         { $$ = ast_quantified(parse, @$, (Ast_QUANTIFIED){false, $2, $4, $6}); }
  | EVERY name IN qname HAS term        { $$ = ast_quantified(parse, @$, (Ast_QUANTIFIED){true, $2, $4, $6}); }  ;
shape: ALL OF                              { $$ = BULLETS_ALL_OF; }
  | ANY OF                              { $$ = BULLETS_ANY_OF; }
  | NONE OF                             { $$ = BULLETS_NONE_OF; }  ;
at_least_number: AT LEAST NUMBER OF                  { $$ = $3; }  ;
condition_bullets: condition_bullet                    { $$ = list_one(parse, $1); }
  | condition_bullets condition_bullet  { $$ = list_add(parse, $1, $2); }  ;
condition_bullet: BULLET expression marks             { $$ = ast_item(parse, @$, (Ast_ITEM){$2, $3}); }
  | BULLET lost                         { $$ = list_get_first($2); }  ;
comparison: compare_words operand               { $$ = ast_compare(parse, @$, (Ast_COMPARE){(Comparison)$1, NULL, $2}); }
  | ONE OF values                       { $$ = ast_is_one_of(parse, @$, (Ast_IS_ONE_OF){NULL, $3, false}); }
  | NOT operand                         { $$ = ast_compare(parse, @$, (Ast_COMPARE){COMPARISON_IS_NOT, NULL, $2}); }
  | NOT ONE OF values                   { $$ = ast_is_one_of(parse, @$, (Ast_IS_ONE_OF){NULL, $4, true}); }
  | KNOWN                               { $$ = ast_is_known(parse, @$, (Ast_IS_KNOWN){NULL, false}); }
  | UNKNOWN                             { $$ = ast_is_known(parse, @$, (Ast_IS_KNOWN){NULL, true}); }  ;
compare_words: MORE THAN                           { $$ = COMPARISON_MORE_THAN; }
  | LESS THAN                           { $$ = COMPARISON_LESS_THAN; }
  | AT LEAST                            { $$ = COMPARISON_AT_LEAST; }
  | AT MOST                             { $$ = COMPARISON_AT_MOST; }
  | BEFORE                              { $$ = COMPARISON_BEFORE; }
  | AFTER                               { $$ = COMPARISON_AFTER; }
  | ON OR BEFORE                        { $$ = COMPARISON_ON_OR_BEFORE; }
  | ON OR AFTER                         { $$ = COMPARISON_ON_OR_AFTER; }  ;
values: operand                             { $$ = list_one(parse, $1); }
  | values COMMA operand                { $$ = list_add(parse, $1, $3); }  ;
operand: product
  | operand PLUS product                { $$ = ast_arithmetic(parse, @$, (Ast_ARITHMETIC){OPERATOR_ADD, $1, $3}); }
  | operand MINUS product               { $$ = ast_arithmetic(parse, @$, (Ast_ARITHMETIC){OPERATOR_SUBTRACT, $1, $3}); }  ;
product: primary
  | product TIMES primary               { $$ = ast_arithmetic(parse, @$, (Ast_ARITHMETIC){OPERATOR_MULTIPLY, $1, $3}); }
  | product OVER primary                { $$ = ast_arithmetic(parse, @$, (Ast_ARITHMETIC){OPERATOR_DIVIDE, $1, $3}); }  ;
primary: qname
  | literal
  | LEFT expression RIGHT                               { $$ = ast_group(parse, @$, (Ast_GROUP){$2}); }
  | COUNT OF LEFT name IN qname where RIGHT             { $$ = ast_count(parse, @$, (Ast_COUNT){$4, $6, $7}); }
  | fold OF LEFT operand FOR name IN qname where RIGHT  { $$ = ast_fold(parse, @$, (Ast_FOLD){(FoldKind)$1, $4, $6, $8, $9}); }
  | fold OF LEFT operands RIGHT                         { $$ = build_pick(parse, @$, @1, (FoldKind)$1, $4); }  ;
fold: TOTAL                               { $$ = FOLD_TOTAL; }
  | LATER                               { $$ = FOLD_LATER; }
  | EARLIER                             { $$ = FOLD_EARLIER; }
  | MOST                                { $$ = FOLD_MOST; }
  | LEAST                               { $$ = FOLD_LEAST; }  ;
operands: operand                             { $$ = list_one(parse, $1); }
  | operands COMMA operand              { $$ = list_add(parse, $1, $3); }  ;
literal: YES                                 { $$ = ast_yes_no(parse, @$, (Ast_YES_NO){true}); }
  | NO                                  { $$ = ast_yes_no(parse, @$, (Ast_YES_NO){false}); }
  | NUMBER                              { $$ = ast_number(parse, @$, (Ast_NUMBER){$1}); }
  | MONEY                               { $$ = ast_money(parse, @$, (Ast_MONEY){$1}); }
  | DATE                                { $$ = ast_date(parse, @$, (Ast_DATE){$1}); }
  | DURATION                            { $$ = ast_duration(parse, @$, (Ast_DURATION){$1}); }
  | TEXT                                { $$ = ast_text(parse, @$, (Ast_TEXT){$1}); }  ;
value: literal
  | rule_name  ;

/* scenario */
scenario: SCENARIO TEXT head givens expectations { $$ = ast_scenario(parse, @$, (Ast_SCENARIO){$2, $3, $4, $5}); }  ;
head: %empty                              { $$ = list_none(); }
  | some_head  ;
some_head: head_clause                         { $$ = list_one(parse, $1); }
  | some_head head_clause               { $$ = list_add(parse, $1, $2); }  ;
head_clause: OF name                             { $$ = ast_of(parse, @$, (Ast_OF){$2}); }
  | LIKE TEXT                           { $$ = ast_like(parse, @$, (Ast_LIKE){$2}); }
  | AS OF date                          { $$ = ast_as_of(parse, @$, (Ast_AS_OF){$3}); }
  | mark
  | lost_line  ;
givens: %empty                              { $$ = list_none(); }
  | GIVEN some_givens                   { $$ = $2; }  ;
some_givens: given_line                          { $$ = list_one(parse, $1); }
  | some_givens given_line              { $$ = list_add_line(parse, $1, $2); }  ;
given_line: given | lost_line  ;
given: qname IS value                             { $$ = ast_given(parse, @$, (Ast_GIVEN){$1, $3}); }
  | qname IS UNKNOWN                           { $$ = ast_given(parse, @$, (Ast_GIVEN){$1, ast_unknown(parse, @3, (Ast_UNKNOWN){0})}); }
  | qname ARE UNKNOWN                          { $$ = ast_given(parse, @$, (Ast_GIVEN){$1, ast_unknown(parse, @3, (Ast_UNKNOWN){0})}); }
  | qname ARE NONE                             { $$ = ast_given_list(parse, @$, (Ast_GIVEN_LIST){$1, list_none()}); }
  | qname ARE LIST_OPEN elements LIST_CLOSE    { $$ = ast_given_list(parse, @$, (Ast_GIVEN_LIST){$1, $4}); }
  | qname IS DONE ON date elements_for         { $$ = build_given_done(parse, @$, $1, $5, $6); }
  | qname IS DONE ON UNKNOWN elements_for      { $$ = build_given_done(parse, @$, $1, ast_unknown(parse, @5, (Ast_UNKNOWN){0}), $6); }  ;
elements: element                             { $$ = list_one(parse, $1); }
  | elements element                    { $$ = list_add(parse, $1, $2); }  ;
element: BULLET element_givens               { $$ = ast_element(parse, @$, (Ast_ELEMENT){$2}); }
  | BULLET lost                         { $$ = list_get_first($2); }  ;
element_givens: given                               { $$ = list_one(parse, $1); }
  | element_givens COMMA given          { $$ = list_add(parse, $1, $3); }  ;
elements_for: %empty                              { $$ = list_none(); }
  | elements_for for_number             { $$ = list_add(parse, $1, $2); }  ;
for_number: FOR name NUMBER                     { $$ = ast_for(parse, @$, (Ast_FOR){$2, $3}); }  ;
expectations: %empty                              { $$ = list_none(); }
  | EXPECT some_expectations            { $$ = $2; }  ;
some_expectations: expectation                         { $$ = list_one(parse, $1); }
  | some_expectations expectation       { $$ = list_add_line(parse, $1, $2); }  ;
expectation: modality name expectation_clauses                      { $$ = build_expect_norm(parse, @$, EXPECTED_APPLIES, token_none(), $1, $2, $3); }
  | name modality name expectation_clauses                 { $$ = build_expect_norm(parse, @$, EXPECTED_APPLIES, $1, $2, $3, $4); }
  | expected_status modality name expectation_clauses      { $$ = build_expect_norm(parse, @$, $1, token_none(), $2, $3, $4); }
  | expected_status name modality name expectation_clauses { $$ = build_expect_norm(parse, @$, $1, $2, $3, $4, $5); }
  | qname IS expected_value expectation_clauses            { $$ = build_expect_value(parse, @$, $1, $3, $4); }
  | qname IS expected_state expectation_clauses            { $$ = build_expect_state(parse, @$, $1, $3, $4); }
  | CONFLICT ON qname expectation_clauses                  { $$ = build_expect_conflict(parse, @$, $3, $4); }
  | GAP ON qname expectation_clauses                       { $$ = build_expect_gap(parse, @$, $3, $4); }
  | FOLLOW name expectation_clauses                        { $$ = build_expect_follow(parse, @$, EXPECTED_APPLIES, $2, $3); }
  | expected_status FOLLOW name expectation_clauses        { $$ = build_expect_follow(parse, @$, $1, $3, $4); }
  | lost_line  ;
expected_status: NO                                  { $$ = EXPECTED_DOES_NOT_APPLY; }
  | UNDETERMINED                        { $$ = EXPECTED_UNDETERMINED; }  ;
expected_value: literal
  | plain_name                          { $$ = build_name(parse, @$, $1); }
  | UNKNOWN                             { $$ = ast_unknown(parse, @$, (Ast_UNKNOWN){0}); }  ;
expected_state: OWED                                { $$ = STATE_OWED; }
  | OVERDUE                             { $$ = STATE_OVERDUE; }
  | DONE                                { $$ = STATE_DONE; }
  | DONE LATE                           { $$ = STATE_DONE_LATE; }
  | PERMITTED                           { $$ = STATE_PERMITTED; }
  | BARRED                              { $$ = STATE_BARRED; }
  | BREACHED                            { $$ = STATE_BREACHED; }  ;
expectation_clauses: %empty                                  { $$ = list_none(); }
  | expectation_clauses expectation_clause  { $$ = list_add(parse, $1, $2); }  ;
expectation_clause: for_number
  | BY date                             { $$ = ast_by(parse, @$, (Ast_BY){$2}); }
  | NOT BEFORE date                     { $$ = ast_not_before(parse, @$, (Ast_NOT_BEFORE){$3}); }
  | BECAUSE name                        { $$ = ast_because(parse, @$, (Ast_BECAUSE){$2}); }
  | NEEDING qnames                      { $$ = ast_needing(parse, @$, (Ast_NEEDING){$2}); }  ;
qnames: qname                               { $$ = list_one(parse, $1); }
  | qnames COMMA qname                  { $$ = list_add(parse, $1, $3); }  ;

%%

static int yyreport_syntax_error(const yypcontext_t *context, Parse *parse)
{
    const char *names[YYNTOKENS];
    yysymbol_kind_t kinds[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, kinds, YYNTOKENS);
    for (int i = 0; i < count; i++)
        names[i] = yysymbol_name(kinds[i]);
    expected_report(parse, names, count > 0 ? (size_t)count : 0);
    return 0;
}
