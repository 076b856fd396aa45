"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api, putBytes } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Asset, AssetUpload } from "@/lib/company/assets/schemas";

/** Announces a file, sends its bytes and has them looked at: it is a file of the company from then on. */
export function useUpload(projectId: string) {
  const router = useRouter();
  const path = `/api/projects/${projectId}/assets`;
  return useMutation({
    mutationFn: async (file: File) => {
      const announced = {
        name: file.name,
        content_type: file.type || "application/octet-stream",
        size_bytes: file.size,
      };
      const { asset_id: id, upload_url: url, headers } = await api<AssetUpload>(path, { json: announced });
      await putBytes(url, { file, headers });
      return api<Asset>(`${path}/${id}/complete`, { method: "POST" });
    },
    onSuccess: ({ name }) => notifySuccess("The file was uploaded", name),
    onError: (error) => notifyFailure("The file was not uploaded", error),
    onSettled: () => router.refresh(),
  });
}
