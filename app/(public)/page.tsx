import { redirect } from "next/navigation";
import button from "@/app/_ui/plain/button.module.css";
import card from "@/app/_ui/plain/card.module.css";
import { PageLink } from "@/app/_ui/plain/page-link";
import classes from "@/app/_ui/plain/plain.module.css";
import { findPageUser } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";

const PROMISES = [
  {
    icon: (
      <>
        <path d="M4 13a8 8 0 0 1 7 7 6 6 0 0 0 3-5 9 9 0 0 0 6-8 3 3 0 0 0-3-3 9 9 0 0 0-8 6 6 6 0 0 0-5 3" />
        <path d="M7 14a6 6 0 0 0-3 6 6 6 0 0 0 6-3" />
        <circle cx="15" cy="9" r="1" />
      </>
    ),
    title: "Press Launch",
    text: "Describe your company and bring your leads. Greenlight sets up its own outreach engine, step by step, in front of you.",
  },
  {
    icon: <path d="m9 12 2 2 4-4M12 3a12 12 0 0 0 8.5 3A12 12 0 0 1 12 21 12 12 0 0 1 3.5 6 12 12 0 0 0 12 3" />,
    title: "No duplicates",
    text: "Anyone who replies, opts out or bounces is never emailed again.",
  },
  {
    icon: <path d="M4 20h14M4 13h4v7H4zm6-9h4v16h-4zm6 5h4v11h-4z" />,
    title: "See what happened",
    text: "Every send, reply and cost is counted within seconds.",
    ledger: "And every step is a readable line in the ledger.",
  },
];

export default async function StartPage() {
  if (await findPageUser()) redirect("/companies");
  return (
    <div className={classes.start}>
      <div className={classes.lead}>
        <h1>Your company&rsquo;s outreach, from an idea to emails going out</h1>
        <p>
          Tell Greenlight what you do and who you want to reach. It drafts, sends at the right hour, listens for
          answers, and keeps a ledger of everything.
        </p>
        <PageLink href="/sign-in" className={button.button}>
          Sign in
        </PageLink>
      </div>
      <div className={classes.promises}>
        {PROMISES.map(({ icon, title, text, ledger }) => (
          <div key={title} className={card.card}>
            <span className={classes.icon} aria-hidden>
              <svg viewBox="0 0 24 24">{icon}</svg>
            </span>
            <h2>{title}</h2>
            <p>
              {text} {isOn("ledger") && ledger}
            </p>
          </div>
        ))}
      </div>
    </div>
  );
}
