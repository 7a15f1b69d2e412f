// Score measures a topic's reading and weaving on labelled texts that its
// rule writers did not write.
//
//	go run ./scripts/score [-set all|open|heldout] [-errors] [-each] [reading|weaving]
//	go run ./scripts/score [-sample N] [-seed N] [-set SET] [-skip FILE] statements|joins FILE
//
// Reading holds events found in single articles against the labels; weaving
// holds the events made of a few articles each. Held-out cases have names that
// begin with "heldout-": nobody who writes rules reads them, only their totals
// are looked at. Statements reads day pages in JSON lines (date, topics, text,
// page), whose day is known, and prints a sample to be judged by hand: -set
// heldout draws from those with odd numbers, -skip leaves out those that an
// earlier sample lists. Joins weaves them together with the curated events.
package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"truceline/extract"
	"truceline/topics"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

type options struct {
	topic, cases, merge, set string
	skip                     string
	errors, each             bool
	sample                   int
	seed                     uint64
}

func run(args []string, out io.Writer) error {
	o := options{}
	flags := flag.NewFlagSet("score", flag.ContinueOnError)
	flags.StringVar(&o.topic, "topic", topics.Default, "topic whose rules are measured")
	flags.StringVar(&o.cases, "cases", "topics/ukraine/cases", "folder of labelled articles")
	flags.StringVar(&o.merge, "groups", "timeline/testdata/groups", "folder of labelled groups of articles")
	flags.StringVar(&o.set, "set", "all", "which cases: all, open or heldout (of statements: those with odd numbers)")
	flags.BoolVar(&o.errors, "errors", false, "print missed and false events, and the fields that differ")
	flags.BoolVar(&o.each, "each", false, "print a line for each case")
	flags.IntVar(&o.sample, "sample", 0, "how many statements that gave an event to print; with -each, of all")
	flags.StringVar(&o.skip, "skip", "", "a file of earlier samples; what its tables list is not drawn")
	flags.Uint64Var(&o.seed, "seed", 1, "which sample")
	if err := flags.Parse(args); err != nil {
		return err
	}
	topic, err := topics.Load(topics.Embedded(), o.topic)
	if err != nil {
		return err
	}
	switch flags.Arg(0) {
	case "", "reading":
		return scoreReading(topic, o, out)
	case "weaving":
		return scoreWeaving(topic, o, out)
	case "statements":
		return scoreStatements(topic, flags.Arg(1), o, out)
	case "joins":
		return scoreJoins(topic, flags.Arg(1), o, out)
	default:
		return fmt.Errorf("unknown measure %q: give reading, weaving, statements FILE or joins FILE", flags.Arg(0))
	}
}

func (o options) groups() fs.FS { return os.DirFS(o.merge) }

func scoreReading(topic *topics.Topic, o options, out io.Writer) error {
	reader, err := extract.New(topic.Vocabulary)
	if err != nil {
		return fmt.Errorf("compile the rules of %s: %w", topic.ID, err)
	}
	cases, err := loadCases(os.DirFS(o.cases))
	if err != nil {
		return err
	}
	names := newNames(topic.Actors, topic.Places)
	for _, set := range sets(o.set) {
		total := figures{}
		for _, c := range cases {
			if !set.holds(c.Name) {
				continue
			}
			result := judge(names, c, reader.Outputs(reader.Read(c.article())))
			total.add(result)
			if o.set == set.name { // details once, not again for each part
				result.print(out, o)
			}
		}
		total.print(out, set.name)
	}
	return nil
}
