import type { BrowserContext } from "playwright-core";
import type { FakeStripe } from "../fakes/stripe";

const HOST = "https://checkout.stripe.example";

/** Stripe's checkout in a browser: the page of an open session, a button that pays, and then the way back to the address the session names. */
export async function serveCheckout(context: BrowserContext, stripe: FakeStripe): Promise<void> {
  await context.route(`${HOST}/**`, (route) => {
    const request = route.request();
    const id = new URL(request.url()).pathname.slice(1);
    if (request.method() === "POST") stripe.pay(id);
    const body = stripe.sessions.get(id)?.status === "open" ? PAY : paid(returnOf(stripe));
    return route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><title>Checkout</title>${body}`,
    });
  });
}

const PAY = '<h1>Subscribe</h1><form method="post"><button>Pay and subscribe</button></form>';
const paid = (back: string): string => `<h1>Payment successful</h1><a href="${back}">Return to Greenlight</a>`;

/** Where the newest session leads after the payment. */
function returnOf({ calls }: FakeStripe): string {
  const opened = calls.findLast(({ method, path }) => method === "POST" && path === "/v1/checkout/sessions");
  return (opened?.body as { success_url: string }).success_url;
}
