package api

import (
	"bytes"
	"container/list"
	"errors"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A page is an answer that is ready to send, plain and compressed.
type page struct {
	contentType string
	etag        string
	plain       []byte

	gzipOnce, zstdOnce sync.Once
	gzipped, zstded    []byte
}

// small bodies are sent as they are: compressing them saves no packet.
const smallBody = 1 << 10

// gzipWriters are used again: making one costs more than a list takes to
// compress. The quickest level makes lists no more than two percent larger, in
// a third of the time; large bodies are worth the usual one.
var gzipWriters = map[bool]*sync.Pool{false: gzipPool(gzip.BestSpeed), true: gzipPool(gzip.DefaultCompression)}

// largeBody is where the usual level begins to pay.
const largeBody = 64 << 10

func gzipPool(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(nil, level)
		if err != nil {
			panic(err) // the level is a constant
		}
		return w
	}}
}

// gzip compresses the body at the first call and keeps it.
func (p *page) gzip() []byte {
	p.gzipOnce.Do(func() {
		var b bytes.Buffer
		pool := gzipWriters[len(p.plain) >= largeBody]
		w := pool.Get().(*gzip.Writer)
		defer pool.Put(w)
		w.Reset(&b)
		w.Write(p.plain) // a bytes.Buffer takes everything
		w.Close()
		p.gzipped = b.Bytes()
	})
	return p.gzipped
}

// zstdEncoder is shared: EncodeAll may be called from many goroutines.
var zstdEncoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // the options are constants
	}
	return e
})

// zstd compresses the body at the first call and keeps it.
func (p *page) zstd() []byte {
	p.zstdOnce.Do(func() { p.zstded = zstdEncoder().EncodeAll(p.plain, nil) })
	return p.zstded
}

// weight estimates the bytes that a page will hold once it is compressed.
func (p *page) weight() int { return len(p.plain)*3/2 + 512 }

// A cache keeps pages by address, the least recently used ones leave first.
// It forgets everything when the version changes.
type cache struct {
	mu      sync.Mutex
	most    int // bytes
	version string
	weight  int
	pages   map[string]*list.Element
	recent  *list.List // of *cached, the newest use first
}

type cached struct {
	key    string
	weight int // 0 until the page is made
	once   sync.Once
	page   *page
	err    error
}

// errUnmade stands until a page is made, and for ever where making it panicked.
var errUnmade = errors.New("the page could not be made")

func newCache(most int) *cache {
	return &cache{most: most, pages: map[string]*list.Element{}, recent: list.New()}
}

// page gives the page of a key, made by make where it is not held. Several
// requests for one page that is not held make it once. Errors are not kept.
func (c *cache) page(version, key string, make func() (*page, error)) (*page, error) {
	entry := c.entry(version, key)
	entry.once.Do(func() {
		defer c.weigh(entry)
		entry.err = errUnmade
		entry.page, entry.err = make()
	})
	return entry.page, entry.err
}

func (c *cache) entry(version, key string) *cached {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version {
		c.version, c.weight = version, 0
		clear(c.pages)
		c.recent.Init()
	}
	if element, ok := c.pages[key]; ok {
		c.recent.MoveToFront(element)
		return element.Value.(*cached)
	}
	entry := &cached{key: key}
	c.pages[key] = c.recent.PushFront(entry)
	return entry
}

// weigh counts a page that has just been made and lets go of old ones. A
// page that alone is more than a quarter of the room is not kept.
func (c *cache) weigh(entry *cached) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.pages[entry.key]
	if !ok || element.Value != entry {
		return // the version changed meanwhile
	}
	if entry.err != nil || entry.page.weight() > c.most/4 {
		c.recent.Remove(element)
		delete(c.pages, entry.key)
		return
	}
	entry.weight = entry.page.weight()
	c.weight += entry.weight
	for c.weight > c.most {
		oldest := c.recent.Remove(c.recent.Back()).(*cached)
		delete(c.pages, oldest.key)
		c.weight -= oldest.weight
	}
}

// size gives the bytes of all pages that are kept.
func (c *cache) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.weight
}
