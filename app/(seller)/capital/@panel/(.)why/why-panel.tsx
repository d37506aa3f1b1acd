'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';

interface WhyPanelProps {
  title: string;
  close: string;
  children: ReactNode;
}

/** A panel over the page: the browser's own dialog, which keeps the keyboard inside and closes by Escape. */
export function WhyPanel({ title, close, children }: WhyPanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="why-panel-title"
      onClose={() => router.back()}
      className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-3xl border-l bg-background p-0 text-foreground backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4 p-4 sm:p-6">
        <div className="sticky top-0 z-10 -mx-4 -mt-4 flex items-center justify-between border-b bg-background px-4 py-3 sm:-mx-6 sm:-mt-6 sm:px-6">
          <h1 id="why-panel-title" className="text-lg font-semibold">
            {title}
          </h1>
          <form method="dialog">
            <Button type="submit" variant="outline" size="small">
              <X aria-hidden="true" />
              {close}
            </Button>
          </form>
        </div>
        {children}
      </div>
    </dialog>
  );
}
