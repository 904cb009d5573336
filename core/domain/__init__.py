"""The law: pure functions and small frozen types that would hold on paper too."""
