module cel

go 1.24

require cel.dev/cel-go v0.32.0
