import { RemoveBytes } from "@/lib/assets/jobs";
import { removeBytes } from "@/lib/assets/remove-bytes";
import { handle } from "../handler";

export default handle(RemoveBytes, removeBytes);
