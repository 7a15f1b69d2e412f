package scheduler

import (
	"math"
	"runtime"
	"runtime/debug"
)

// leastMemory is what the runtime may take before it is thrifty, in bytes.
const leastMemory = 190 << 20

// BoundMemory has a process that reads sources collect garbage more often
// rather than take much more memory than it needs: a few large answers at once
// would otherwise double it. The limit is soft, and twice what is in use where
// that is more, so that a large archive is not slowed down. GOMEMLIMIT, where
// it is set, stays.
func BoundMemory() {
	debug.FreeOSMemory()
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(leastMemory, 2*int64(m.Sys-m.HeapReleased)))
}
