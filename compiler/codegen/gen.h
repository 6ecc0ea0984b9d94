/* gen.h - the Code while it is being made.
 *
 * Tables grow in the Code's arena; what only the pass needs (maps, environments) lives in `pass`. gen_emit is the only
 * way to an instruction: it gives it the next register. Registers that say the same wherever they are read (facts,
 * constants, parameters, periods, what is brought from another frame) are made once a frame.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODEGEN_GEN_H
#define CODEGEN_GEN_H

#include "base/map.h"
#include "codegen/codegen.h"

/* The list frames whose elements are of one record. */
typedef struct RecordFrames {
    VEC(uint32_t) list;
} RecordFrames;

typedef struct Gen {
    Arena *arena; /* the Code's */
    Arena *pass;
    const CoreProgram *program;
    Code *code;
    VEC(Instruction) instructions;
    VEC(Span) spans;
    VEC(Marks) condition_marks;
    VEC(uint32_t) pool;
    VEC(CodeConstant) constants;
    VEC(CodePeriod) periods;
    VEC(CodeFrame) frames;
    VEC(uint32_t) first_facts; /* one a frame: where its facts begin; for list frames and frame 0 */
    VEC(uint32_t) frame_ordinals; /* one a frame: which of its record's frames it is */
    VEC(CodeFact) facts;
    CodeDecision *decisions;
    uint32_t *
        first_decisions; /* one a CoreDecision: its first CodeDecision; one a frame of its record */
    CodeAction *actions;
    CodeRule *rules;
    CodeNorm *norms;
    uint32_t *first_norms;       /* one a CoreRule */
    RecordFrames *record_frames; /* one a record of the program */
    Map *numbers;                /* of what is shared: see gen_find */
} Gen;

static const Type TYPE_OF_TRUTH = {TYPE_YES_NO, NULL};

/* A new instruction of `frame`; returns its register. */
uint32_t gen_emit(Gen *gen, Instruction instruction, Span span);
void gen_set_marks(Gen *gen, uint32_t reg, Marks marks);

/* The register of an instruction that has only operand a, made once a frame. */
uint32_t gen_share(Gen *gen, Opcode opcode, uint32_t frame, Type type, uint32_t a, Span span);
uint32_t gen_share_constant(Gen *gen, uint32_t frame, const CodeConstant *constant, Span span);
uint32_t gen_share_period(Gen *gen, uint32_t frame, CodePeriod period, Span span);
/* The FACT of a fact in its own frame. */
uint32_t gen_share_fact(Gen *gen, uint32_t fact, Span span);

/* AND or OR over registers of `frame`; AND of one is a copy with a span and marks of its own. */
uint32_t gen_emit_pool(Gen *gen, Instruction instruction, const uint32_t *operands, size_t count,
                       Span span);
uint32_t gen_emit_not(Gen *gen, uint32_t frame, uint32_t operand, Span span);

/* The frame that pairs the rows of `parent` with the elements of `list_frame`'s list that `holder`'s element has. */
uint32_t gen_get_product_frame(Gen *gen, uint32_t parent, uint32_t list_frame, uint32_t holder);
/* The list frame of a list fact that stands in `frame`. */
uint32_t gen_get_list_frame(const Gen *gen, uint32_t frame, const CoreFact *list);
/* The CodeFact of a fact in the frame of its case or element. */
uint32_t gen_get_fact(const Gen *gen, uint32_t frame, const CoreFact *fact);
/* The CodeDecision of a decision: for a derived field that of the elements of `list_frame`. */
uint32_t gen_get_decision(const Gen *gen, const CoreDecision *decision, uint32_t list_frame);
const RecordFrames *gen_get_record_frames(const Gen *gen, const CoreRecord *record);

/* Frames and facts, before anything is emitted: layout.c. */
void layout_make(Gen *gen);
/* Decisions: decisions.c. */
void decisions_layout(Gen *gen);
void decisions_emit(Gen *gen);
/* Rules and their norms: rules.c, norms.c. */
void rules_emit(Gen *gen);
void norms_layout(Gen *gen);

#endif
