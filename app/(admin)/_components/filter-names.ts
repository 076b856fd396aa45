/** The filters that live in the addresses of the administrators' lists, under the names the API gives them. */
export const WORKSPACE_FILTER = ["query", "status"] as const;
export const PLAN_FILTER = ["query"] as const;
export const AUDIT_FILTER = ["search", "workspace_id", "actor_id", "action", "from", "to"] as const;
export const LOGIN_FILTER = ["search", "email", "event_type", "from", "to"] as const;
