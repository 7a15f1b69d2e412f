package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"code.dny.dev/ssrf"
)

// forbidden are addresses that no request may reach, in the forms in which
// they are slipped past checks.
var forbidden = []string{
	// loopback
	"127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "localhost", "LOCALHOST", "localhost.", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]",
	// loopback in other notations
	"2130706433", "0x7f000001", "017700000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1", "0", "0.0.0.0", "0.1.2.3", "[::]",
	// private
	"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "[fc00::1]", "[fd00::1]", "[fd12:3456:789a::1]",
	// link-local and metadata services
	"169.254.0.1", "169.254.169.254", "169.254.170.2", "[fe80::1]", "[fe80::a9fe:a9fe]", "[fd00:ec2::254]", "2852039166", "0xa9fea9fe",
	// carrier-grade NAT
	"100.64.0.1", "100.100.100.200", "100.127.255.255",
	// multicast, broadcast, reserved
	"224.0.0.1", "239.255.255.255", "255.255.255.255", "240.0.0.1", "250.1.2.3", "[ff00::1]", "[ff02::1]", "[ff0e::1]",
	// documentation, benchmarking, protocol assignments
	"192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255", "192.0.0.1", "192.0.0.170", "192.88.99.1", "[2001:db8::1]", "[3fff::1]", "[100::1]",
	// IPv4 inside IPv6
	"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:192.168.1.1]", "[::ffff:169.254.169.254]", "[::ffff:0:127.0.0.1]",
	"[::127.0.0.1]", "[::7f00:1]", "[::10.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]",
	"[2002:7f00:1::]", "[2002:7f00:1::1]", "[2002:a00:1::1]", "[2002:c0a8:101::1]", "[2002:a9fe:a9fe::1]", "[2001::1]", "[2001:0:7f00:1::]", "[2001:10::1]", "[2001:20::1]",
	// site-local, unique, zones, discard
	"[fec0::1]", "[fe80::1%25eth0]", "[fe80::1%25lo]", "[::1%25lo]", "[5f00::1]", "[fdff:ffff::1]",
}

// Three ways in: an address that somebody adds, one on a schedule with its
// robots.txt, and one that a site redirects to. None makes a connection.
func TestForbiddenAddressesAreNeverConnected(t *testing.T) {
	if len(forbidden) < 90 {
		t.Fatalf("%d forms", len(forbidden))
	}
	var reached atomic.Int64
	inside := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { reached.Add(1) }))
	inside.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			reached.Add(1)
		}
	}
	inside.Start()
	defer inside.Close()
	_, port, _ := net.SplitHostPort(inside.Listener.Addr().String())

	// An allowed site that redirects inside.
	var target atomic.Value
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, target.Load().(string), http.StatusFound)
	}))
	defer outside.Close()
	host := strings.TrimPrefix(outside.URL, "http://")

	moment := time.Now()
	client := New(Config{UserAgent: "Truceline/test", AllowHosts: []string{host}, Now: func() time.Time { return moment },
		Sleep: func(_ context.Context, d time.Duration) error { moment = moment.Add(d); return nil }})
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	// The port is no reason here: what must be refused is the address.
	client.transport = guardedTransport([]string{host}, append(slices.Clone(webPorts), uint16(number)))
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	for _, form := range forbidden {
		for _, scheme := range []string{"http://", "https://"} {
			address := scheme + form + ":" + port + "/x"
			if _, err := client.Get(ctx, Request{URL: address, API: true}); !refusedUnconnected(err) {
				t.Errorf("%s was asked: %v", address, err)
			}
			target.Store(address)
			if _, err := client.Get(ctx, Request{URL: outside.URL + "/away"}); !refusedUnconnected(err) {
				t.Errorf("a redirect to %s was followed: %v", address, err)
			}
		}
		if _, err := client.Get(ctx, Request{URL: "http://" + form + ":" + port + "/x"}); err == nil {
			t.Errorf("%s was asked with its robots.txt", form)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

// refusedUnconnected: the guard said no, the name led nowhere, or the address
// could not be read. A timeout or a refused connection would be too late.
func refusedUnconnected(err error) bool {
	var name *net.DNSError
	var failed *Error
	return errors.Is(err, ssrf.ErrProhibitedIP) || errors.As(err, &name) ||
		errors.As(err, &failed) && (failed.Message == "this is not a web address" || strings.Contains(failed.Message, "without saying where to"))
}

func TestAddressesThatNoSourceHas(t *testing.T) {
	client := New(Config{UserAgent: "Truceline/test"})
	for _, address := range []string{"file:///etc/passwd", "gopher://e.org/", "ftp://e.org/", "javascript:alert(1)", "http://", "//e.org/x",
		"http://user:pass@e.org/", "http://e.org:22/", "http://e.org:6379/", "data:text/html,x", "http://%zz/"} {
		if _, err := client.Get(t.Context(), Request{URL: address, API: true}); err == nil {
			t.Errorf("%s was asked", address)
		}
	}
}
