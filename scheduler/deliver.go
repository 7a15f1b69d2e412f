package scheduler

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"

	"truceline/scrape/web"
	"truceline/store"
)

// The kinds of deliveries.
const (
	Webhook  = "webhook"  // the edition as JSON, signed
	Listmonk = "listmonk" // a draft campaign by listmonk's API
)

const (
	deliverAtOnce = 10
	deliverHold   = 5 * time.Minute // longer than all of them can take
	mostAttempts  = 12              // about three days
	longestWait   = 12 * time.Hour
)

// A Courier empties the outbox. What a crash interrupts is sent again: the
// receiver tells doubles by the delivery's id.
type Courier struct {
	Store  *store.Store
	Client *web.Client // guarded against private addresses
	Now    func() time.Time
	Secret string // signs webhooks
	User   string // of listmonk's API
	Token  string
}

// Deliver sends what is due. The error is that of the archive; what a
// receiver refuses is kept with the delivery and tried again later.
func (c *Courier) Deliver(ctx context.Context) error {
	due, err := c.Store.ClaimDeliveries(ctx, deliverAtOnce, deliverHold)
	if err != nil {
		return err
	}
	for _, delivery := range due {
		sent := c.send(ctx, delivery)
		if ctx.Err() != nil {
			return ctx.Err() // claimed until the hold ends, then due again
		}
		if sent == nil {
			err = c.Store.Delivered(ctx, delivery.ID)
		} else {
			err = c.Store.Failed(ctx, delivery.ID, sent.Error(), c.retry(delivery.Attempts))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// retry doubles from a minute up; the zero time gives up.
func (c *Courier) retry(attempts int) time.Time {
	if attempts >= mostAttempts {
		return time.Time{}
	}
	return c.Now().Add(min(time.Minute<<(attempts-1), longestWait))
}

func (c *Courier) send(ctx context.Context, d store.Delivery) error {
	header := http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {d.ID}}
	switch d.Kind {
	case Webhook:
		at := fmt.Sprint(c.Now().Unix())
		header.Set("Webhook-Id", d.ID)
		header.Set("Webhook-Timestamp", at)
		header.Set("Truceline-Signature", Sign(c.Secret, d.ID, at, d.Body))
		return c.Client.Post(ctx, d.Target, header, []byte(d.Body))
	case Listmonk:
		header.Set("Authorization", "token "+c.User+":"+c.Token)
		return c.Client.Post(ctx, strings.TrimRight(d.Target, "/")+"/api/campaigns", header, []byte(d.Body))
	}
	return fmt.Errorf("nothing sends %q", d.Kind)
}

// Sign gives "sha256=" and the HMAC-SHA256 of "id.timestamp.body" in
// hexadecimal digits.
func Sign(secret, id, timestamp, body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%s.%s.%s", id, timestamp, body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}
