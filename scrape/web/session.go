package web

import (
	"bytes"
	"context"
	"io"
	"runtime/debug"
	"sync"
	"time"
)

const (
	smallBody   = 256 << 10 // decoded bytes that a body may have without a place
	largeBodies = 2         // that are held at once, by all sessions together
)

// A Session is a sequence of requests of which only the last answer is in
// use. A body beyond smallBody takes one of few places and waits until one is
// free: hundreds of sources that all send as much as they may are then read
// one after the other. The place is given back by the next Get and by Close.
//
// A Session is used by one goroutine.
type Session struct {
	client *Client
	placed bool
}

// Session begins a sequence of requests.
func (c *Client) Session() *Session { return &Session{client: c} }

// Get asks for one thing as Client.Get does. What the last answer held is no
// longer in use.
func (s *Session) Get(ctx context.Context, request Request) (Answer, error) {
	s.Close()
	return s.client.get(ctx, request, s)
}

// Close gives back what the last answer held.
func (s *Session) Close() {
	if s.placed {
		<-s.client.places
		s.placed = false
		spare(-1)
	}
}

// place waits for room for a large body.
func (s *Session) place(ctx context.Context) error {
	if s.placed {
		return nil
	}
	select {
	case s.client.places <- struct{}{}:
		s.placed = true
		spare(1)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// thrift is how much garbage, in percent of what is in use, may lie about
// while large bodies are held; a hundred is usual. What is made of such a body
// takes ten times its room, and most of that is soon garbage.
const thrift = 25

// sparing counts the large bodies that this process holds.
var sparing struct {
	sync.Mutex
	bodies int
	usual  int
}

// spare counts a large body more or less. The first lets garbage be collected
// earlier than usual, the last as usual again.
func spare(more int) {
	sparing.Lock()
	defer sparing.Unlock()
	if sparing.bodies == 0 {
		sparing.usual = debug.SetGCPercent(thrift)
	}
	if sparing.bodies += more; sparing.bodies == 0 {
		debug.SetGCPercent(sparing.usual)
	}
}

// pieceTime is how long a piece of smallBody bytes may take while others may
// be waiting for the place.
const pieceTime = 4 * time.Second

// readAll reads up to MaxBody bytes in pieces that are put together once, so
// that a body which is too large costs no more than its limit. Before it goes
// beyond smallBody, and before every further piece, it asks for room.
func readAll(from io.Reader, room func() error) ([]byte, error) {
	first, err := readSmall(io.LimitReader(from, smallBody))
	if err != nil || len(first) < smallBody {
		return first, err
	}
	pieces, size := [][]byte{first}, len(first)
	for {
		if err := room(); err != nil {
			return nil, err
		}
		piece, err := io.ReadAll(io.LimitReader(from, smallBody))
		pieces, size = append(pieces, piece), size+len(piece)
		switch {
		case err != nil:
			return nil, err
		case size > MaxBody:
			return nil, errTooLarge
		case len(piece) < smallBody:
			return join(pieces, size), nil
		}
	}
}

// small lends the room in which small bodies grow: most are read one after the
// other, and kept at the size they turn out to have.
var small = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func readSmall(from io.Reader) ([]byte, error) {
	room := small.Get().(*bytes.Buffer)
	defer small.Put(room)
	room.Reset()
	_, err := room.ReadFrom(from)
	return bytes.Clone(room.Bytes()), err
}

func join(pieces [][]byte, size int) []byte {
	whole := make([]byte, 0, size)
	for n, piece := range pieces {
		whole = append(whole, piece...)
		pieces[n] = nil
	}
	return whole
}
