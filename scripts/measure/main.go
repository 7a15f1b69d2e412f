// Measure prints figures of the program's parts, each with what it was
// measured on. scripts/bench starts it.
package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

// A bench prints figures; args are its own.
type bench struct {
	name string
	run  func(args []string) error
}

var benches = []bench{
	{"dates", datesBench},
	{"extract", extractBench},
	{"store", storeBench},
	{"load", loadBench},
	{"widget", widgetBench},
	{"export", exportBench},
	{"hostile", hostileBench},
	{"road", roadBench},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	fmt.Printf("%s, %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if len(args) > 0 {
		at := slices.IndexFunc(benches, func(b bench) bool { return b.name == args[0] })
		if at < 0 {
			return fmt.Errorf("there is no bench %q; there are %s", args[0], names())
		}
		return benches[at].run(args[1:])
	}
	for _, b := range benches {
		if err := b.run(nil); err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
	}
	return nil
}

func names() string {
	var list []string
	for _, b := range benches {
		list = append(list, b.name)
	}
	return strings.Join(list, ", ")
}
