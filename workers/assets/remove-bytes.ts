import { RemoveBytes } from "@/lib/company/assets/jobs";
import { removeBytes } from "@/lib/company/assets/remove-bytes";
import { handle } from "../handler";

export default handle(RemoveBytes, removeBytes);
