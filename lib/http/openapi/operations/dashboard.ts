import { DashboardAggregate, DashboardQuery } from "@/lib/metering/metrics/schemas";
import { ListNotificationsQuery, MarkNotificationsRead } from "@/lib/foundation/notifications/schemas";
import { Marked, NotificationPage } from "../answers";
import type { Operation } from "../operation";

const outcomes = { sends: 120, replies: 9, opt_outs: 2, bounces: 1 };
const counts = { ...outcomes, deliveries: 118, opens: 61, clicks: 14, complaints: 0 };
const totals = { ...counts, cost_usd: 0.84 };

export const DASHBOARD_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/dashboard/aggregate",
    tag: "Dashboard",
    summary: "Read the dashboard's numbers",
    notes:
      "`start` and `end` are days of the workspace's time zone, both included; without them it is the last 30 days. Every day of the range is present. `previous` is the period of the same length before it. `campaign` is an id, a name, or `unattributed`. Test events are not counted.",
    who: "member",
    input: { query: DashboardQuery },
    status: 200,
    answer: DashboardAggregate,
    permission: "metrics.read",
    examples: () => ({
      day: {
        summary: "One day",
        query: { start: "2026-01-15", end: "2026-01-15" },
        answer: {
          summary: { ...totals, previous: totals },
          timeseries: [{ ...outcomes, day: "2026-01-15", by_step: { "1": 80, "2": 30, "3": 10 }, cost_usd: 0.84 }],
          cost_breakdown: [
            {
              provider: "openai",
              model: "gpt-4o-mini",
              campaign_id: null,
              campaign_name: "Unattributed",
              calls: 120,
              unpriced_calls: 0,
              tokens_in: 144000,
              tokens_out: 42000,
              cost_usd: 0.84,
            },
          ],
          step_breakdown: [{ ...outcomes, step: 1 }],
          campaigns: [{ ...totals, id: null, name: "Unattributed", status: null, events: 325 }],
          budget: {
            plan: "free",
            unpriced_calls: 0,
            unpriced_limit: 2000,
            month: "2026-01-01",
            current_spend: 0.84,
            reserved: 0,
            limit: 5,
            remaining: 4.16,
            forecast_usd: 1.74,
            used_up_on: null,
          },
          date_range: { start: "2026-01-15", end: "2026-01-15", time_zone: "Europe/Berlin" },
          since: "2026-01-02",
          only_tests: false,
          as_of: "2026-01-15T09:30:00.000Z",
        },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/notifications",
    tag: "Dashboard",
    summary: "List notifications",
    notes: "Newest first, with the total number of unread notifications.",
    who: "member",
    input: { query: ListNotificationsQuery },
    status: 200,
    answer: NotificationPage,
    permission: "notifications.read",
    examples: ({ notificationId }) => ({
      unread: {
        summary: "The unread ones",
        query: { unread: "true", limit: "20" },
        answer: {
          data: [
            {
              id: notificationId,
              type: "replied",
              title: "ada@example.org replied",
              data: {},
              read_at: null,
              created_at: "2026-01-15T09:30:00.000Z",
            },
          ],
          next_cursor: null,
          unread: 1,
        },
      },
    }),
  },
  {
    method: "POST",
    path: "/api/notifications/read",
    tag: "Dashboard",
    summary: "Mark notifications as read",
    notes:
      "They become read for every member. Without `ids`, this marks all of them, or those up to `until`: the `created_at` of the newest one that you have seen.",
    who: "member",
    input: { body: MarkNotificationsRead },
    status: 200,
    answer: Marked,
    permission: "notifications.write",
    examples: ({ workspaceId: workspace_id, notificationId }) => ({
      some: { summary: "One of them", body: { workspace_id, ids: [notificationId] }, answer: { marked: 1 } },
      all: { summary: "All of them", body: { workspace_id }, answer: { marked: 0 } },
    }),
  },
];
