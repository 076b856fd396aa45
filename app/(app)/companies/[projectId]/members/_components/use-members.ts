"use client";

import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { api, type ApiRequest } from "@/app/_ui/api-client";
import type { Project } from "@/lib/company/projects/schemas";
import type { Invite, ShownMember } from "@/lib/foundation/members/schemas";

const WAITING_MS = 2_000;

export const isWaiting = (invite: Invite): boolean =>
  invite.state === "open" && invite.mailed_at === null && invite.mail_error === null;

export function useMembers(project: Project, initial: ShownMember[]): UseQueryResult<ShownMember[]> {
  return useQuery({
    queryKey: ["company", project.id, "members"],
    queryFn: async ({ signal }) =>
      (await api<{ data: ShownMember[] }>(`/api/workspaces/${project.workspace_id}/members`, { signal })).data,
    initialData: initial,
  });
}

/** The invitations, used and ended ones too; looked at again while a mail is on its way. */
export function useInvites(project: Project, initial: Invite[]): UseQueryResult<Invite[]> {
  return useQuery({
    queryKey: ["company", project.id, "invites"],
    queryFn: async ({ signal }) => {
      const { data } = await api<{ data: Invite[] }>(`/api/workspaces/${project.workspace_id}/invites`, {
        query: { limit: 200 },
        signal,
      });
      return data;
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some(isWaiting) ? WAITING_MS : false),
  });
}

export type Change = ApiRequest & { path: string };

/** Changes something under the workspace's address and looks again at everything the page shows of the company. */
export function useAccessChange<Answer = unknown>(
  project: Project,
  onDone: () => void,
): UseMutationResult<Answer, Error, Change> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, ...request }: Change) =>
      api<Answer>(`/api/workspaces/${project.workspace_id}/${path}`, request),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
  });
}
