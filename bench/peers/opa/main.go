// Asks ending.rego through the Go library of Open Policy Agent: a query prepared once, inputs as its own values.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"bytes"
	"context"
	_ "embed"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

//go:embed ending.rego
var policy string

func main() {
	background := context.Background()
	query := must(rego.New(rego.Query("data.ending.outcomes"), rego.Module("ending.rego", policy)).PrepareForEval(background))
	Peer[ast.Value]{
		Read: func(line []byte) ast.Value {
			return must(ast.ValueFromReader(bytes.NewReader(line)))
		},
		Decide: func(input ast.Value) (outcomes Outcomes) {
			results := must(query.Eval(background, rego.EvalParsedInput(input)))
			for i, value := range results[0].Expressions[0].Value.([]any) {
				outcomes[i] = value.(bool)
			}
			return outcomes
		},
	}.run()
}
