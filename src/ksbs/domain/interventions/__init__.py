"""Interventions as they are carried out: started, completed, discontinued."""
