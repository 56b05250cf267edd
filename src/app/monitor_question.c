/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/monitor_question.h"

#include <string.h>

monitor_wish monitor_question_take(monitor_question *question, const char *bytes, size_t n)
{
    static const char word[] = MONITOR_QUESTION;
    monitor_wish wish = MONITOR_NOTHING;
    for (size_t i = 0; i < n; i++) {
        if (question->n == sizeof question->text) {
            return MONITOR_NONSENSE;
        }
        question->text[question->n++] = bytes[i];
        if (bytes[i] == '\n') {
            if (question->n != strlen(word) || memcmp(question->text, word, strlen(word)) != 0) {
                return MONITOR_NONSENSE;
            }
            question->n = 0;
            wish = MONITOR_SNAPSHOT;
        }
    }
    return wish;
}
