"use client";

import { LogOut, UserRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Menu } from "@/components/ui/menu";
import { signOut } from "@/lib/sign-in";
import { toastFailure } from "@/lib/toast";
import { useWorkspace } from "./workspace-context";

/** The person who is logged in, their profile and the way out. */
export function UserMenu() {
  const { me, path } = useWorkspace();
  return (
    <Menu
      label={`Account: ${me.name}`}
      sections={() => [
        {
          label: me.email,
          items: [
            {
              label: "Profile",
              href: path("/settings/profile"),
              icon: <UserRound size={14} aria-hidden="true" />,
            },
            {
              label: "Log out",
              icon: <LogOut size={14} aria-hidden="true" />,
              onSelect: () => {
                signOut().catch((error) => toastFailure("You are still logged in", error));
              },
            },
          ],
        },
      ]}
      className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-s px-2 text-left hover:bg-line/40 pointer-coarse:h-11"
    >
      <Avatar id={me.id} name={me.name} decorative />
      <span className="min-w-0 flex-1 truncate">{me.name}</span>
    </Menu>
  );
}
