// What the systems that run in Rust share: reads cases, has them decided, writes what came out, and measures.
//
//   case CASES OUTCOMES MILLISECONDS   evaluates each case, writes the outcomes, and prints nanoseconds a case, as values in memory
//   batch CASES OUTCOMES               from file to file, a line at a time
//
// Times are of the processor, the whole process's.
// SPDX-License-Identifier: Apache-2.0
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

pub const NAMES: [&str; 12] = [
    "ground_to_ask", "valid_request", "carer_relied_on", "safe_to_end", "may_agree", "should_decline",
    "safeguarding_first", "financial_review", "review_is_recent", "plan_ends", "plan_continues", "closing_complete",
];
pub type Outcomes = [bool; 12];

fn nanoseconds() -> f64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    now.tv_sec as f64 * 1e9 + now.tv_nsec as f64
}

// The median of samples of at least a fiftieth of the time each.
fn measure_cases<Case>(decide: &impl Fn(&Case) -> Outcomes, cases: &[Case], milliseconds: f64) -> f64 {
    let (mut samples, mut passes) = (Vec::new(), 1);
    let end = nanoseconds() + milliseconds * 1e6;
    while samples.len() < 5 || nanoseconds() < end {
        let start = nanoseconds();
        for _ in 0..passes {
            for case in cases {
                std::hint::black_box(decide(case));
            }
        }
        let spent = nanoseconds() - start;
        if spent < milliseconds * 1e6 / 50.0 {
            passes *= 2;
        } else {
            samples.push(spent / passes as f64 / cases.len() as f64);
        }
    }
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

// read: from a line of JSON to what the system takes; decide: from that to the outcomes.
pub fn run<Case>(read: impl Fn(&str) -> Case, decide: impl Fn(&Case) -> Outcomes) {
    let words: Vec<String> = std::env::args().collect();
    let mut out = BufWriter::new(File::create(&words[3]).unwrap());
    let mut cases = Vec::new();
    for line in BufReader::new(File::open(&words[2]).unwrap()).lines() {
        let case = read(&line.unwrap());
        for (i, yes) in decide(&case).iter().enumerate() {
            write!(out, "{}\"{}\":{}", if i > 0 { ',' } else { '{' }, NAMES[i], yes).unwrap();
        }
        out.write_all(b"}\n").unwrap();
        if words[1] == "case" {
            cases.push(case);
        }
    }
    out.flush().unwrap();
    if words[1] == "case" {
        println!("{:.1}", measure_cases(&decide, &cases, words[4].parse().unwrap()));
    }
}
