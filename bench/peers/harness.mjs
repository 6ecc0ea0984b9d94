// What the systems that run in Node share: reads cases, has them decided, writes what came out, and measures.
//
//   case CASES OUTCOMES MILLISECONDS   evaluates each case, writes the outcomes, and prints nanoseconds a case, as objects in memory
//   batch CASES OUTCOMES               from file to file, a line at a time
//
// The cases are plain ASCII. Times are of the processor, the whole process's: what a garbage collector does beside belongs to them.
// SPDX-License-Identifier: Apache-2.0
import fs from 'node:fs';

const [what, input, output, milliseconds] = process.argv.slice(2);

function getNanoseconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
}

async function decideAll(cases, decide, isPromise) {
    const found = new Array(cases.length);
    if (isPromise)
        for (let i = 0; i < cases.length; i++) found[i] = await decide(cases[i]);
    else
        for (let i = 0; i < cases.length; i++) found[i] = decide(cases[i]);
    return found;
}

// Passes over all cases, in samples of at least a fiftieth of the time each; the median sample.
async function measureCases(cases, decide, isPromise) {
    const samples = [];
    let passes = 1;
    const end = performance.now() + Number(milliseconds);
    while (samples.length < 5 || performance.now() < end) {
        const start = getNanoseconds();
        for (let i = 0; i < passes; i++) await decideAll(cases, decide, isPromise);
        const spent = getNanoseconds() - start;
        if (spent < (Number(milliseconds) * 1e6) / 50 && passes < 1 << 20) passes *= 2;
        else samples.push(spent / passes / cases.length);
    }
    samples.sort((a, b) => a - b);
    return samples[samples.length >> 1];
}

function* readLines() {
    const file = fs.openSync(input, 'r'), bytes = Buffer.alloc(1 << 18);
    let rest = '';
    for (let size; (size = fs.readSync(file, bytes)) > 0;) {
        const lines = (rest + bytes.latin1Slice(0, size)).split('\n');
        rest = lines.pop();
        yield* lines;
    }
}

async function runBatch(decide, isPromise) {
    const out = fs.openSync(output, 'w');
    let pending = '';
    for (const line of readLines()) {
        const found = decide(JSON.parse(line));
        pending += JSON.stringify(isPromise ? await found : found) + '\n';
        if (pending.length > 1 << 16) {
            fs.writeSync(out, pending);
            pending = '';
        }
    }
    fs.writeSync(out, pending);
}

// decide: from a case as an object to an object of outcomes in the order of the procedure, or a promise of one.
export async function measure({ decide, isPromise = false }) {
    if (what === 'batch') return runBatch(decide, isPromise);
    const cases = fs.readFileSync(input, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
    const found = await decideAll(cases, decide, isPromise);
    fs.writeFileSync(output, found.map((outcomes) => JSON.stringify(outcomes) + '\n').join(''));
    console.log((await measureCases(cases, decide, isPromise)).toFixed(1));
}
