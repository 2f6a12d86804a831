@echo off
rem Runs scripts\hub on Windows with the newest Python there is.
where py >nul 2>nul && (py -3 "%~dp0hub" %* & exit /b)
where python >nul 2>nul && (python "%~dp0hub" %* & exit /b)
echo The hub needs Python 3.11 or newer. Get it with: winget install Python.Python.3.13 1>&2
exit /b 2
