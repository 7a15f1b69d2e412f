package web

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of one body.
const (
	MaxBody   = 10 << 20  // decoded bytes
	maxRatio  = 100       // decoded to received, once freeBytes are unpacked
	freeBytes = 512 << 10 // small bodies may compress as well as they like
)

// Reasons why a body is not taken.
var (
	errTooLarge  = fmt.Errorf("the answer is larger than %d MB and was not read", MaxBody>>20)
	errBomb      = fmt.Errorf("the answer unpacks to more than %d times its size and was not read", maxRatio)
	errBrokenOff = errors.New("the answer broke off before its end")
)

// readBody reads a body of the given Content-Encoding within the limits. It
// returns the decoded bytes and how many came over the wire. A file that is
// gzip by itself, such as sitemap.xml.gz, is unpacked too. room is asked before
// a large body is read on.
func readBody(body io.Reader, encoding string, room func() error) ([]byte, int64, error) {
	wire := &counter{r: body}
	var decoded io.Reader = wire
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		peek := bufio.NewReader(wire)
		decoded = peek
		if magic, _ := peek.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			encoding, decoded = "gzip", &unzip{r: peek, wire: wire}
		}
	case "gzip", "x-gzip":
		decoded = &unzip{r: wire, wire: wire}
	default:
		return nil, 0, fmt.Errorf("the answer is compressed as %q, which was not asked for", encoding)
	}
	data, err := readAll(decoded, room)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return nil, wire.n, errBrokenOff
	case err != nil:
		return nil, wire.n, err
	}
	return data, wire.n, nil
}

// counter counts what was read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// unzip unpacks gzip and stops at a ratio that no text has.
type unzip struct {
	r    io.Reader
	wire *counter
	gz   *gzip.Reader
	n    int64
}

func (u *unzip) Read(p []byte) (int, error) {
	if u.gz == nil {
		gz, err := gzip.NewReader(u.r)
		if err != nil {
			return 0, fmt.Errorf("the answer is not the gzip that it claims to be: %w", err)
		}
		u.gz = gz
	}
	n, err := u.gz.Read(p)
	u.n += int64(n)
	if u.n > freeBytes && u.n > maxRatio*u.wire.n {
		return n, errBomb
	}
	return n, err
}
