/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The public headers as a C++ compiler sees them, and a call through them. */

#include <awe/awe.h>

#include <cstdio>

int main()
{
    std::puts(awe_version());
    return awe_status_text(AWE_OK) ? 0 : 1;
}
