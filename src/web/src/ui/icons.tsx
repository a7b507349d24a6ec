import type { ReactNode } from 'react';

interface IconProps {
  readonly size?: number;
}

/** Line drawings on a 24-unit square in the colour of the text beside them; decoration only, never the sole label. */
function drawn(shape: ReactNode) {
  return function Icon({ size = 20 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
        focusable="false"
      >
        {shape}
      </svg>
    );
  };
}

export const AssistantIcon = drawn(<path d="M4 5h16v11H11l-5 4v-4H4zM8 9.5h8M8 12.5h5" />);
export const UpIcon = drawn(<path d="M6 15l6-6 6 6" />);
export const DownIcon = drawn(<path d="M6 9l6 6 6-6" />);
export const TodayIcon = drawn(<path d="M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.5 1.5M17.6 17.6l1.5 1.5M4.9 19.1l1.5-1.5M17.6 6.4l1.5-1.5" />);
export const PipelineIcon = drawn(<path d="M4 5h4v14H4zM10 5h4v9h-4zM16 5h4v5h-4z" />);
export const DealsIcon = drawn(<path d="M4 8h16v11H4zM9 8V5h6v3M4 13h16" />);
export const GripIcon = drawn(<path d="M9 6v.01M9 12v.01M9 18v.01M15 6v.01M15 12v.01M15 18v.01" strokeWidth="2.6" />);
export const MoreIcon = drawn(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="2.6" />);
export const NextIcon = drawn(<path d="M5 12h14M13 6l6 6-6 6" />);
export const ImportIcon = drawn(<path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M4 15v5h16v-5" />);
export const SearchIcon = drawn(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20" />);
export const ApprovalsIcon = drawn(<path d="M4 5h16v14H4zM8 12l3 3 5-6" />);
export const AuditIcon = drawn(<path d="M6 3h12v18H6zM9.5 8h5M9.5 12h5M9.5 16h3" />);
export const SettingsIcon = drawn(<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M15 5v4M9 10v4M15 15v4" />);
export const PersonIcon = drawn(<path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0" />);
export const AddIcon = drawn(<path d="M12 5v14M5 12h14" />);
export const DeleteIcon = drawn(<path d="M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5" />);
export const SendIcon = drawn(<path d="M12 20V5M6 11l6-6 6 6" />);
export const StopIcon = drawn(<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />);
export const ThumbUpIcon = drawn(<path d="M8 20H5v-9h3zM8 11l4-7c1.5 0 2.5 1 2.2 2.6L13.5 10H19l-1.5 8.5a1.8 1.8 0 0 1-1.8 1.5H8" />);
export const ThumbDownIcon = drawn(<path d="M8 4H5v9h3zM8 13l4 7c1.5 0 2.5-1 2.2-2.6L13.5 14H19l-1.5-8.5A1.8 1.8 0 0 0 15.7 4H8" />);
export const CopyIcon = drawn(<path d="M9 9h11v11H9zM15 9V4H4v11h5" />);
export const EditIcon = drawn(<path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />);
export const RetryIcon = drawn(<path d="M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5" />);
export const BackIcon = drawn(<path d="M20 12H4M10 6l-6 6 6 6" />);
export const ListIcon = drawn(<path d="M4 6h16M4 12h16M4 18h16" />);
export const FolderIcon = drawn(<path d="M3 6h7l2 2.5h9V19H3z" />);
export const EmailIcon = drawn(<path d="M3 6h18v12H3zM3.5 6.5 12 13l8.5-6.5" />);
export const CallIcon = drawn(<path d="M6 4h3l1.5 4.5L8 10.5a11 11 0 0 0 5.5 5.5l2-2.5L20 15v3.5A1.5 1.5 0 0 1 18.5 20 14.5 14.5 0 0 1 4 5.5 1.5 1.5 0 0 1 6 4z" />);
export const MeetingIcon = drawn(<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" />);
export const NoteIcon = drawn(<path d="M5 4h14v11l-5 5H5zM14 20v-5h5M8 8.5h8M8 12h5" />);
export const DocumentIcon = drawn(<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />);
