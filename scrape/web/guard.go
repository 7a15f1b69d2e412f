package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Limits of one connection. The limit for a whole request is in client.go.
const (
	dialTime      = 8 * time.Second
	handshakeTime = 8 * time.Second
	headerTime    = 15 * time.Second
	headerBytes   = 64 << 10
)

// webPorts are where web servers listen; a source elsewhere is permitted by
// name.
var webPorts = []uint16{80, 443, 8080, 8443}

// guardedTransport is the network without private addresses. The address is
// checked after the name was resolved and at every connection, so neither a
// redirect nor a name that changes its mind leads inside.
func guardedTransport(allow []string, ports []uint16) *http.Transport {
	guard := ssrf.New(ssrf.WithPorts(ports...))
	guarded := &net.Dialer{Timeout: dialTime, Control: guard.Safe}
	plain := &net.Dialer{Timeout: dialTime}
	return &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if allowed(allow, address) {
				return plain.DialContext(ctx, network, address)
			}
			return guarded.DialContext(ctx, network, address)
		},
		DisableCompression:     true, // body.go unpacks, and counts
		TLSHandshakeTimeout:    handshakeTime,
		ResponseHeaderTimeout:  headerTime,
		MaxResponseHeaderBytes: headerBytes,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    1,
		MaxConnsPerHost:        2,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
}

// allowed says whether the setting names the host of a "host:port", with or
// without its port.
func allowed(allow []string, address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(allow, func(name string) bool {
		return strings.EqualFold(name, address) || strings.EqualFold(strings.Trim(name, "[]"), host)
	})
}

// checkURL refuses addresses that no source can have.
func checkURL(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return nil, unreachable(raw, "this is not a web address", err)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, unreachable(raw, "only http and https addresses can be read", nil)
	case u.Host == "" || u.Hostname() == "":
		return nil, unreachable(raw, "the address names no host", nil)
	case u.User != nil:
		return nil, unreachable(raw, "an address with a name or password in it is not asked", nil)
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// explainDial puts a failed connection into words.
func explainDial(err error) string {
	var dns *net.DNSError
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		return "the address is private or reserved, and such addresses are not asked; --allow-host permits one by name"
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return "the port is not one of the web's (80, 443, 8080, 8443); --allow-host permits a host by name"
	case errors.Is(err, ssrf.ErrProhibitedNetwork):
		return "this kind of network is not used"
	case errors.As(err, &dns):
		return fmt.Sprintf("the name %q could not be resolved", dns.Name)
	case errors.Is(err, context.DeadlineExceeded) || isTimeout(err):
		return "no answer in time"
	default:
		return "no connection: " + lastCause(err)
	}
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// lastCause is the innermost message, without the addresses wrapped around it.
func lastCause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
