type About = { recurring_id: string; title: string; links: { rel: string; id: string }[] };

/** The fields that each ledger line about a recurring task has. */
export const aboutRecurring = ({ id, title }: { id: string; title: string }): About => ({
  recurring_id: id,
  title,
  links: [{ rel: "recurring", id }],
});
