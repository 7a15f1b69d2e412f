package scheduler

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"truceline/scrape/web"
	"truceline/store"
)

func TestDeliveriesAreSignedRetriedAndGuarded(t *testing.T) {
	ctx, now := context.Background(), time.Date(2025, 5, 19, 6, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	archive, err := store.Open(ctx, store.Config{DSN: filepath.Join(t.TempDir(), "a.db"), Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	status, got := http.StatusServiceUnavailable, []string{}
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		good := r.Header.Get("Truceline-Signature") == Sign("s", r.Header.Get("Webhook-Id"), r.Header.Get("Webhook-Timestamp"), string(body))
		if r.URL.Path == "/api/campaigns" {
			good = r.Header.Get("Authorization") == "token u:t"
		}
		if !good {
			t.Errorf("%s: not signed: %v", r.URL, r.Header)
		}
		got = append(got, r.URL.Path)
		w.WriteHeader(status)
	}))
	defer receiver.Close()
	err = archive.Promise(ctx, store.Delivery{ID: "w", Kind: Webhook, Target: receiver.URL + "/hook", Body: `{"a":1}`},
		store.Delivery{ID: "x", Kind: Listmonk, Target: receiver.URL, Body: `{}`})
	if err != nil {
		t.Fatal(err)
	}
	courier := &Courier{Store: archive, Client: web.New(web.Config{}), Now: clock, Secret: "s", User: "u", Token: "t"}
	step := func(later time.Duration, want int) {
		t.Helper()
		now = now.Add(later)
		if err := courier.Deliver(ctx); err != nil || len(got) != want {
			t.Fatalf("%d requests, want %d: %v %v", len(got), want, got, err)
		}
	}
	step(0, 0) // private addresses are not asked
	if all, _ := archive.Outbox(ctx, 5); !strings.Contains(all[0].Error, "--allow-host") {
		t.Errorf("the outbox does not say why: %+v", all)
	}
	courier.Client = web.New(web.Config{AllowHosts: []string{"127.0.0.1"}})
	step(30*time.Second, 0) // too early
	step(30*time.Second, 2)
	step(time.Minute, 2)
	status = http.StatusOK
	// A program that died after it claimed: they are due again when the hold ends.
	now = now.Add(time.Minute)
	if claimed, err := archive.ClaimDeliveries(ctx, 5, deliverHold); err != nil || len(claimed) != 2 {
		t.Fatalf("%v %v", claimed, err)
	}
	step(time.Minute, 2)
	step(deliverHold, 4)
	step(24*time.Hour, 4)
}
