package frontend

import (
	_ "embed"
	"regexp"
)

//go:embed tokens.css
var tokens string

var token = regexp.MustCompile(`--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)`)

// Tokens gives the colours of the visual language by name, on a light ground
// or on a dark one.
func Tokens(dark bool) map[string]string {
	colours := map[string]string{}
	for _, found := range token.FindAllStringSubmatch(tokens, -1) {
		colours[found[1]] = found[2]
		if dark {
			colours[found[1]] = found[3]
		}
	}
	return colours
}
