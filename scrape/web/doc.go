// Package web asks other people's servers for one thing at a time, in a way
// that they have no reason to mind: it says who it is, obeys robots.txt, sends
// validators back as they came, waits between two requests to a host, believes
// Retry-After, and carries neither cookies nor referrers.
//
// What comes back is taken for hostile: size, compression, redirects and time
// are limited, and no request reaches a private address.
package web
