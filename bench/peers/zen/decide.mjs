// Asks ending.json through the Node library of GoRules Zen: a decision made once, of content that is read and compiled once.
// SPDX-License-Identifier: Apache-2.0
import fs from 'node:fs';
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { measure } from './harness.mjs';

const names = [
    'ground_to_ask', 'valid_request', 'carer_relied_on', 'safe_to_end', 'may_agree', 'should_decline',
    'safeguarding_first', 'financial_review', 'review_is_recent', 'plan_ends', 'plan_continues', 'closing_complete',
];
const content = new ZenDecisionContent(fs.readFileSync(new URL('ending.json', import.meta.url)));
const decision = new ZenEngine().createDecision(content);

async function decide(facts) {
    const { result } = await decision.evaluate(facts);
    const outcomes = {};
    for (const name of names) outcomes[name] = result[name];
    return outcomes;
}

await measure({ decide, isPromise: true });
