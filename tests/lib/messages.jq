# messages.jq - the JSON of `procc check --json` as rows: file, line, column, end line, end column, severity, code, message.
# SPDX-License-Identifier: Apache-2.0
.[] | [.file // "", .line // 0, .column // 0, .end_line // 0, .end_column // 0, .severity, .code, .message]
    | map(tostring) | join("\t")
