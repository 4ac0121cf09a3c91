package accounts

import "context"

// Allow counts one use of something that strangers may do, such as sending a form, by the address that does it. TooMany when it
// did it most times within a quarter of an hour. what names the thing: "feedback".
func (s *Service) Allow(ctx context.Context, what, ip string, most int) error {
	_, err := s.count(ctx, limit{what + ":ip:" + network(ip), most})
	return err
}
