// Package api answers: JSON for programs, pages for people without script,
// feeds, calendars, exports, and the frontend's files.
//
// A handler has three moves: it binds what was asked, asks the store, and
// answers. What can be reused is kept ready to send, compressed, until the
// archive's version or the day changes.
package api
