// What the systems that run in Go share: reads cases, has them decided, writes what came out, and measures.
//
//	case CASES OUTCOMES MILLISECONDS   evaluates each case, writes the outcomes, and prints nanoseconds a case, as values in memory
//	batch CASES OUTCOMES               from file to file, a line at a time
//
// Times are of the processor, the whole process's: what the garbage collector does beside belongs to them.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"syscall"
	"time"
)

var names = [12]string{
	"ground_to_ask", "valid_request", "carer_relied_on", "safe_to_end", "may_agree", "should_decline",
	"safeguarding_first", "financial_review", "review_is_recent", "plan_ends", "plan_continues", "closing_complete",
}

// In the order of names.
type Outcomes [12]bool

// A system: from a line of JSON to what it takes, and from that to the outcomes.
type Peer[Case any] struct {
	Read   func(line []byte) Case
	Decide func(of Case) Outcomes
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func getNanoseconds() float64 {
	var usage syscall.Rusage
	must(0, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano() + usage.Stime.Nano())
}

func writeOutcomes(out *bufio.Writer, outcomes Outcomes) {
	for i, name := range names {
		out.WriteByte("{,"[min(i, 1)])
		out.WriteByte('"')
		out.WriteString(name)
		out.WriteString(`":`)
		out.WriteString(strconv.FormatBool(outcomes[i]))
	}
	out.WriteString("}\n")
}

// The median of samples of at least a fiftieth of the time each.
func measureCases[Case any](decide func(Case) Outcomes, cases []Case, milliseconds int) float64 {
	var samples []float64
	sink, passes := 0, 1
	for end := time.Now().Add(time.Duration(milliseconds) * time.Millisecond); len(samples) < 5 || time.Now().Before(end); {
		start := getNanoseconds()
		for range passes {
			for _, of := range cases {
				if decide(of)[11] {
					sink++
				}
			}
		}
		if spent := getNanoseconds() - start; spent < float64(milliseconds)*1e6/50 && passes < 1<<20 {
			passes *= 2
		} else {
			samples = append(samples, spent/float64(passes*len(cases)))
		}
	}
	sort.Float64s(samples)
	return samples[len(samples)/2]
}

func (peer Peer[Case]) run() {
	out := bufio.NewWriter(must(os.Create(os.Args[3])))
	defer out.Flush()
	in := bufio.NewScanner(must(os.Open(os.Args[2])))
	var cases []Case
	for in.Scan() {
		of := peer.Read(in.Bytes())
		writeOutcomes(out, peer.Decide(of))
		if os.Args[1] == "case" {
			cases = append(cases, of)
		}
	}
	if os.Args[1] == "case" {
		fmt.Printf("%.1f\n", measureCases(peer.Decide, cases, must(strconv.Atoi(os.Args[4]))))
	}
}
