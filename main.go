// Truceline follows a peace process: it reads feeds, press releases and
// articles on a schedule, records dated events with their evidence, and
// serves them as an API and a timeline.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"truceline/topics"
)

// version is set by the build.
var version = "development"

// The exit codes.
const (
	exitFailure = 1
	exitUsage   = 2
)

// A console is what a command talks to.
type console struct {
	in       io.Reader
	out, err io.Writer
	log      *slog.Logger
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and gives its exit code. An error is one
// line that says what was wrong and what to do.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	c := &console{in: in, out: out, err: errs, log: slog.New(slog.NewTextHandler(errs, nil))}
	exited := -1
	parser, err := kong.New(&commands{},
		kong.Name("truceline"),
		kong.Description("Follows a peace process: dated events with their evidence. Topics are data, see topics/."),
		kong.Vars{"topic": topics.Default},
		kong.Writers(out, errs),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if err != nil {
		return fail(errs, err, exitFailure)
	}
	command, err := parser.Parse(args)
	if exited >= 0 {
		return exited // help was asked for and printed
	}
	if err != nil {
		return fail(errs, fmt.Errorf("%w; truceline --help shows what there is", err), exitUsage)
	}
	if err := command.Run(); err != nil && !errors.Is(err, context.Canceled) {
		return fail(errs, err, codeOf(err))
	}
	return 0
}

// usage is an error in what the person wrote, not in what we did.
type usage struct{ error }

func codeOf(err error) int {
	var wrong usage
	if errors.As(err, &wrong) {
		return exitUsage
	}
	return exitFailure
}

func fail(errs io.Writer, err error, code int) int {
	fmt.Fprintln(errs, "truceline:", strings.ReplaceAll(err.Error(), "\n", "\ntruceline: "))
	return code
}
