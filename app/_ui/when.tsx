"use client";

import { useSyncExternalStore } from "react";

const PARTS = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
const DAY = new Intl.DateTimeFormat("en", PARTS);
const DAY_AND_YEAR = new Intl.DateTimeFormat("en", { ...PARTS, year: "numeric" });

const ticks = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(onTick: () => void): () => void {
  ticks.add(onTick);
  timer ??= setInterval(() => ticks.forEach((tick) => tick()), 10_000);
  return () => {
    ticks.delete(onTick);
    if (ticks.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function dayAndTime(iso: string, now: number): string {
  const at = new Date(iso);
  return (at.getFullYear() === new Date(now).getFullYear() ? DAY : DAY_AND_YEAR).format(at);
}

/** A moment relative to another, in words: “just now”, “4 min ago”, else the date and time, with the year if it is another. */
export function relativeTime(iso: string, now: number): string {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (seconds < 10) return "just now";
  if (seconds < 60) return "less than a minute ago";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return dayAndTime(iso, now);
}

const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** A moment to come, in words: “in 4 min”, “in 3 h”, else the date and time; “now” once it is there. */
export function timeUntil(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  if (seconds <= 0) return "now";
  if (seconds < 60) return "in less than a minute";
  if (seconds < 3600) return `in ${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `in ${Math.floor(seconds / 3600)} h`;
  return dayAndTime(iso, now);
}

/** The server cannot know the reader's clock: it renders UTC, the browser its own words. */
function Moment({ iso, words }: { iso: string; words: (iso: string, now: number) => string }) {
  const text = useSyncExternalStore(
    subscribe,
    () => words(iso, Date.now()),
    () => utc(iso),
  );
  return (
    <time dateTime={iso} title={utc(iso)} style={{ whiteSpace: "nowrap" }}>
      {text}
    </time>
  );
}

/** When something happened. */
export const When = ({ iso }: { iso: string }) => <Moment iso={iso} words={relativeTime} />;

/** When something is due. */
export const WhenDue = ({ iso }: { iso: string }) => <Moment iso={iso} words={timeUntil} />;
